import type { BlockRegistry } from '#blocks/registry.ts';
import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { EndStatus, StoredEvent } from '#contract/run-event.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { Host } from '#hosts/host.ts';
import type { Journal } from '#journal/journal.ts';

/** Where blocks come from, besides the built-in ones. */
export interface BlockOptions {
  readonly blocksDirs: readonly string[];
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
  list(): readonly WorkflowSummary[];
  /** @throws AppError `workflow-not-found`, `version-not-found` */
  get(workflowId: string, version?: number): { readonly workflow: Workflow; readonly version: number };
  /** Newest first. @throws AppError `workflow-not-found` */
  versions(workflowId: string): readonly VersionSummary[];
  diff(workflowId: string, from: number, to: number): readonly WorkflowChange[];
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
  /** Writes a copy of the database while it is in use. */
  backup(file: string): Promise<{ readonly bytes: number }>;
  /** Looks for damage. An empty list means sound. */
  check(): Promise<readonly string[]>;
}

/** The data folder, opened without driving runs. */
export interface OpenData {
  readonly journal: Pick<Journal, 'read' | 'findRun' | 'listRuns' | 'listWaits'>;
  readonly workflows: CliWorkflows;
  readonly maintenance: Maintenance;
  close(): Promise<void>;
}

/** The data folder with a host in this process. It drives the runs it is asked for and leaves others alone. */
export interface OpenHost extends OpenData {
  readonly host: Host;
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
  loadBlocks(options: BlockOptions): Promise<BlockRegistry>;
  /** Parses and validates a document. `file` names it in problems and tells JSON from YAML. */
  readWorkflow(text: string, file: string, options: BlockOptions): Promise<WorkflowReading>;
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
  /** Serves until it is told to stop by a signal; `onReady` gets the address once it answers. */
  serve(options: ServeOptions, onReady: (address: string) => void): Promise<void>;
  /** Replaces the database by a backup. Refuses while another process has it open. */
  restore(options: DataOptions, file: string): Promise<void>;
}
