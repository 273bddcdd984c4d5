import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Problem } from '#contract/problem.ts';
import type { EndStatus, StoredEvent } from '#contract/run-event.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { Host } from '#hosts/host.ts';
import type { OpenWait, RunFilter, RunRecord } from '#journal/journal.ts';
import type { Awaitable } from './awaitable.ts';
import type { CliBlocks } from './cli-blocks.ts';
import type { CliTokens } from './cli-tokens.ts';

/** A server that does the work instead of this process. */
export interface RemoteServer {
  /** `http://host:port` */
  readonly url: string;
  /** Without one, a server on this machine gets the owner token of the data folder. */
  readonly token: string | undefined;
  readonly dataDir: string;
}

/** Where blocks come from, besides the built-in ones. */
export interface BlockOptions {
  readonly blocksDirs: readonly string[];
  /** The server that is asked, when the work is not done here. */
  readonly server?: RemoteServer | undefined;
}

/** Which data folder a command works on. */
export interface DataOptions extends BlockOptions {
  readonly dataDir: string;
  /** Whether the command changes something, so that the folder is made when it is not there. Only reading by default. */
  readonly write?: boolean;
}

/** What runs may do. */
export interface HostOptions extends DataOptions {
  /** Folders the file blocks may touch, absolute; relative paths in workflows start at the first. */
  readonly allowedRoots: readonly string[];
  /** Private hosts, addresses or ranges the network blocks may reach; `*` allows all. */
  readonly allowPrivate: readonly string[];
}

/** How the server listens. */
export interface ServeOptions extends HostOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Address people use when a proxy stands in front. */
  readonly publicUrl?: string;
  /** Further names the server goes by. */
  readonly allowedHosts?: readonly string[];
  readonly corsOrigins?: readonly string[];
  readonly trustedProxies?: readonly string[];
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error';
  readonly synchronous?: 'FULL' | 'NORMAL';
  readonly maxConcurrentRuns?: number;
  readonly maxQueuedRuns?: number;
  readonly retentionDays?: number;
  readonly retentionKeep?: number;
  readonly rateLimitPerSecond?: number;
  readonly rateLimitBurst?: number;
}

/** Where options of the server come from besides its flags. */
export interface ServeSources {
  /** YAML or JSON. */
  readonly configFile: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingDir: string;
  /** Names of the flags that were given: these count before everything else. */
  readonly flags: ReadonlySet<string>;
}

/** What was found out about one part of the installation. */
export interface Diagnosis {
  /** With an `error` the server does not start, or does not work. */
  readonly severity: 'ok' | 'info' | 'warning' | 'error';
  readonly subject: string;
  readonly message: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** Something wrong, or doubtful, in a workflow document. */
export interface DocumentProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string | undefined;
  /** Counted from 1. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** Place in the document, e.g. `steps[2].input.url`. */
  readonly path?: string | undefined;
}

/** A document as read: the workflow is there when no problem is an error. */
export interface WorkflowReading {
  readonly workflow: Workflow | undefined;
  readonly problems: readonly DocumentProblem[];
}

/** What a dry run did. */
export interface Simulation {
  readonly status: EndStatus | 'waiting';
  readonly output: JsonValue | undefined;
  readonly error: ErrorInfo | undefined;
  /** The journal the run would have had; steps whose effects were replaced are marked `simulated`. */
  readonly events: Iterable<StoredEvent>;
}

export interface WorkflowSummary {
  readonly id: string;
  readonly name: string;
  readonly description?: string | undefined;
  /** The current version. */
  readonly version: number;
  /** Milliseconds since 1970 (UTC). */
  readonly updatedAt: number;
}

export interface VersionSummary {
  readonly version: number;
  readonly createdAt: number;
  readonly author?: string | undefined;
  readonly message?: string | undefined;
}

/** One difference between two versions. */
export interface WorkflowChange {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** Place in the document, for people to read. */
  readonly path: string;
  readonly before?: JsonValue | undefined;
  readonly after?: JsonValue | undefined;
}

/** The saved workflows. */
export interface CliWorkflows {
  list(): Awaitable<readonly WorkflowSummary[]>;
  /** @throws AppError `workflow-not-found`, `version-not-found` */
  get(workflowId: string, version?: number): Awaitable<{ readonly workflow: Workflow; readonly version: number }>;
  /** Newest first. @throws AppError `workflow-not-found` */
  versions(workflowId: string): Awaitable<readonly VersionSummary[]>;
  diff(workflowId: string, from: number, to: number): Awaitable<readonly WorkflowChange[]>;
  /** Saves a version, unless the current one says the same. */
  save(
    workflow: Workflow,
    options?: { readonly message?: string },
  ): Promise<{ readonly version: number; readonly changed: boolean }>;
  /** Makes a new version that says what an old one said. */
  rollback(workflowId: string, version: number): Promise<{ readonly version: number }>;
}

/** Care of the data folder. */
export interface Maintenance {
  /** Deletes finished runs older than `olderThanMs`, keeping the newest `keep` of each workflow. */
  prune(options: {
    readonly olderThanMs: number;
    readonly keep: number;
  }): Promise<{ readonly runs: number; readonly bytes: number }>;
  /** Writes a copy of the database while it is in use; on a server, `file` is a name in its folder for backups. */
  backup(file: string): Promise<{ readonly bytes: number }>;
  /** Looks for damage. An empty list means sound. */
  check(): Promise<readonly string[]>;
}

/** The log of runs, as commands read it. */
export interface CliJournal {
  read(runId: string, fromSeq?: number): Iterable<StoredEvent> | AsyncIterable<StoredEvent>;
  findRun(runId: string): Awaitable<RunRecord | undefined>;
  /** A server leaves out the outputs. */
  listRuns(filter: RunFilter): Awaitable<readonly RunRecord[]>;
  listWaits(filter: { readonly runId: string }): Awaitable<readonly OpenWait[]>;
  /** Of a server: the events from `fromSeq` on, then live ones, until the run has ended. */
  follow?(options: {
    readonly runId: string;
    readonly fromSeq: number;
    readonly signal: AbortSignal;
  }): AsyncIterable<RunEntry>;
}

/** What a server tells of a run. */
export type RunEntry =
  | { readonly kind: 'event'; readonly seq: number; readonly event: StoredEvent['event'] }
  | { readonly kind: 'progress'; readonly path: string; readonly data: JsonObject };

/** What drives runs, as commands use it. A server is followed through its journal instead of watched. */
export type CliHost = Pick<Host, 'start' | 'cancel' | 'answer' | 'fork'> & Partial<Pick<Host, 'watch'>>;

/** The data folder, opened without driving runs. */
export interface OpenData {
  readonly journal: CliJournal;
  readonly workflows: CliWorkflows;
  readonly maintenance: Maintenance;
  close(): Promise<void>;
}

/** The data folder with a host in this process. It drives the runs it is asked for and leaves others alone. */
export interface OpenHost extends OpenData {
  readonly host: CliHost;
  /**
   * Drives an unfinished run from here when no living process does; does nothing when one does.
   * @throws AppError `run-not-found`, `run-finished`
   */
  resume(runId: string): Promise<void>;
  /** Parks what still runs and closes. */
  close(): Promise<void>;
}

/** What the command line needs of the program around it; the composition root implements it. */
export interface CliApp {
  readonly version: string;
  loadBlocks(options: BlockOptions): Promise<CliBlocks>;
  /**
   * Parses and validates a document. `file` names it in problems and tells JSON from YAML.
   * `validate` finds what is wrong with it instead of the blocks here.
   */
  readWorkflow(
    text: string,
    file: string,
    options: BlockOptions,
    validate?: (workflow: Workflow) => Promise<readonly Problem[]>,
  ): Promise<WorkflowReading>;
  /** The document as text that is kept in git: stable order, one change a line. */
  writeWorkflow(workflow: Workflow, format: 'json' | 'yaml'): Promise<string>;
  /** Runs the workflow without its effects. `reads`: blocks that only read really do. */
  simulate(
    workflow: Workflow,
    input: JsonObject,
    options: HostOptions & { readonly reads: boolean },
  ): Promise<Simulation>;
  openData(options: DataOptions): Promise<OpenData>;
  openHost(options: HostOptions): Promise<OpenHost>;
  openTokens(options: DataOptions): Promise<CliTokens>;
  /** A link that opens one session of a browser; only a server makes them. */
  createLoginLink(options: DataOptions): Promise<string>;
  /** What the environment and a configuration file add to the flags. @throws AppError config-invalid */
  readServeOptions(fromFlags: ServeOptions, sources: ServeSources): Promise<ServeOptions>;
  /** Looks whether the server would start and work. Changes nothing. */
  diagnose(fromFlags: ServeOptions, sources: ServeSources): Promise<readonly Diagnosis[]>;
  /** Serves until it is told to stop by a signal; `onReady` gets the address once it answers, and a link that opens one session. */
  serve(options: ServeOptions, onReady: (address: string, loginLink: string) => void): Promise<void>;
  /** Serves one MCP client over standard input and output until it closes them; nothing else may write there meanwhile. */
  serveMcp(options: HostOptions): Promise<void>;
  /** Replaces the database by a backup. Refuses while another process has it open. */
  restore(options: DataOptions, file: string): Promise<void>;
}
