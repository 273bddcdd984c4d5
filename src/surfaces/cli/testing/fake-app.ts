import type { Block } from '#blocks/block.ts';
import type { BlockRegistry } from '#blocks/registry.ts';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { RunEvent, RunStatus, StoredEvent } from '#contract/run-event.ts';
import { Workflow } from '#contract/workflow.ts';
import type { Answer, ForkRequest, LiveEntry, StartRequest } from '#hosts/host.ts';
import type { OpenWait, RunRecord } from '#journal/journal.ts';
import type {
  CliApp,
  DataOptions,
  Diagnosis,
  DocumentProblem,
  HostOptions,
  OpenHost,
  ServeOptions,
  Simulation,
  WorkflowChange,
} from '../app-port.ts';
import { toCliBlocks } from '../cli-blocks.ts';

/** An app in memory that does what a test scripts, and remembers what it was asked. */
export interface FakeApp {
  readonly app: CliApp;
  readonly asked: {
    readonly data: DataOptions[];
    readonly hosts: HostOptions[];
    readonly serves: ServeOptions[];
    readonly mcps: HostOptions[];
    readonly starts: StartRequest[];
    readonly forks: ForkRequest[];
    readonly answers: { readonly runId: string; readonly answer: Answer }[];
    readonly cancels: string[];
    readonly resumes: string[];
    readonly prunes: JsonObject[];
    readonly restores: string[];
  };
  /** How many of what was opened is not closed again. */
  openCount(): number;
  /** Puts a run into the journal. */
  addRun(
    run: Partial<RunRecord> & { readonly id: string },
    events?: readonly RunEvent[],
    waits?: readonly Omit<OpenWait, 'runId'>[],
  ): void;
  /** Appends events to a run, tells who watches, and changes its record. */
  advance(
    runId: string,
    events: readonly RunEvent[],
    change?: Partial<RunRecord>,
    waits?: readonly Omit<OpenWait, 'runId'>[],
  ): void;
  addWorkflow(workflow: Workflow): void;
  /** What happens when a run starts, is answered, is cancelled, or is resumed. */
  script: {
    onStart?: (runId: string) => void;
    onAnswer?: (runId: string, answer: Answer) => void;
    onCancel?: (runId: string) => void;
    onResume?: (runId: string) => void;
    problems?: readonly DocumentProblem[];
    simulation?: Simulation;
    changes?: readonly WorkflowChange[];
    blocks?: readonly Block[];
    damage?: readonly string[];
    diagnoses?: readonly Diagnosis[];
  };
}

interface FakeRun {
  record: RunRecord;
  readonly events: StoredEvent[];
  waits: readonly OpenWait[];
}

export function createFakeApp(): FakeApp {
  const runs = new Map<string, FakeRun>();
  const versions = new Map<string, Workflow[]>();
  const watchers = new Set<{ readonly listener: (entry: LiveEntry) => void; readonly runId: string | undefined }>();
  const script: FakeApp['script'] = {};
  const asked: FakeApp['asked'] = {
    data: [],
    hosts: [],
    serves: [],
    mcps: [],
    starts: [],
    forks: [],
    answers: [],
    cancels: [],
    resumes: [],
    prunes: [],
    restores: [],
  };
  let open = 0;
  let nextRun = 1;

  const addRun: FakeApp['addRun'] = (run, events = [], waits = []) => {
    const record = { ...EMPTY_RUN, ...run };
    runs.set(run.id, { record, events: [], waits: [] });
    advance(run.id, events, {}, waits);
  };
  const advance: FakeApp['advance'] = (runId, events, change = {}, waits) => {
    const run = runs.get(runId);
    if (run === undefined) throw new Error(`no fake run ${runId}`);
    const stored = events.map((event, at) => ({ seq: run.events.length + at + 1, event }));
    run.events.push(...stored);
    run.record = { ...run.record, ...change, eventCount: run.events.length };
    if (waits !== undefined) run.waits = waits.map((wait) => ({ ...wait, runId }));
    for (const watcher of watchers) {
      if (watcher.runId === undefined || watcher.runId === runId)
        watcher.listener({ kind: 'events', runId, events: stored });
    }
  };
  const create = (workflowId: string): string => {
    const id = `run-${nextRun++}`;
    addRun({ id, workflowId, version: versions.get(workflowId)?.length ?? 1 });
    return id;
  };
  const getRun = (runId: string): FakeRun => {
    const run = runs.get(runId);
    if (run === undefined) throw new AppError('run-not-found', `There is no run ${runId}.`);
    return run;
  };
  const getVersions = (id: string) => {
    const list = versions.get(id);
    if (list === undefined) throw new AppError('workflow-not-found', `There is no workflow "${id}".`);
    return list;
  };
  const getVersion = (id: string, version: number | undefined) => {
    const list = getVersions(id);
    const workflow = list[(version ?? list.length) - 1];
    if (workflow === undefined) throw new AppError('version-not-found', `Workflow "${id}" has no version ${version}.`);
    return { workflow, version: version ?? list.length };
  };
  const save = (workflow: Workflow) => {
    const list = versions.get(workflow.id) ?? [];
    const changed = JSON.stringify(list.at(-1)) !== JSON.stringify(workflow);
    if (changed) versions.set(workflow.id, [...list, workflow]);
    return { version: versions.get(workflow.id)?.length ?? 1, changed };
  };

  const opened: OpenHost = {
    journal: {
      read: (runId, fromSeq = 1) => getRun(runId).events.slice(fromSeq - 1),
      findRun: (runId) => runs.get(runId)?.record,
      listRuns: ({ limit, statuses, workflowId }) =>
        [...runs.values()]
          .map(({ record }) => record)
          .filter((record) => statuses === undefined || statuses.includes(record.status))
          .filter((record) => workflowId === undefined || record.workflowId === workflowId)
          .reverse()
          .slice(0, limit),
      listWaits: ({ runId }) => (runId === undefined ? [] : getRun(runId).waits),
    },
    workflows: {
      list: () =>
        [...versions].map(([id, list]) => ({ id, name: list.at(-1)?.name ?? id, version: list.length, updatedAt: 0 })),
      get: getVersion,
      versions: (id) =>
        getVersions(id)
          .map((_, at) => ({ version: at + 1, createdAt: 0 }))
          .reverse(),
      diff: () => script.changes ?? [],
      save: async (workflow) => save(workflow),
      rollback: async (id, version) => {
        getVersions(id).push(getVersion(id, version).workflow);
        return { version: getVersions(id).length };
      },
    },
    maintenance: {
      prune: async (options) => {
        asked.prunes.push({ ...options });
        return { runs: 3, bytes: 2_048 };
      },
      backup: async () => ({ bytes: 4_096 }),
      check: async () => script.damage ?? [],
    },
    host: {
      start: async (request) => {
        asked.starts.push(request);
        const runId = create(request.workflowId);
        script.onStart?.(runId);
        return { runId, existing: false };
      },
      cancel: async (runId) => {
        asked.cancels.push(runId);
        script.onCancel?.(runId);
      },
      answer: async (runId, answer) => {
        asked.answers.push({ runId, answer });
        script.onAnswer?.(runId, answer);
      },
      fork: async (request) => {
        asked.forks.push(request);
        const runId = create(getRun(request.runId).record.workflowId);
        script.onStart?.(runId);
        return { runId, existing: false };
      },
      watch: (listener, runId) => {
        const watcher = { listener, runId };
        watchers.add(watcher);
        return () => void watchers.delete(watcher);
      },
    },
    resume: async (runId) => {
      asked.resumes.push(runId);
      script.onResume?.(runId);
    },
    close: async () => {
      open -= 1;
    },
  };

  const app: CliApp = {
    version: '1.2.3',
    loadBlocks: async () => toCliBlocks(createRegistry(script.blocks ?? [])),
    readWorkflow: async (text) => {
      const problems = script.problems ?? [];
      return {
        workflow: problems.some(({ severity }) => severity === 'error') ? undefined : Workflow.parse(JSON.parse(text)),
        problems,
      };
    },
    writeWorkflow: async (workflow, format) => `${format} ${workflow.id}\n`,
    simulate: async () => script.simulation ?? { status: 'succeeded', output: null, error: undefined, events: [] },
    openData: async (options) => {
      asked.data.push(options);
      open += 1;
      return opened;
    },
    openHost: async (options) => {
      asked.hosts.push(options);
      open += 1;
      return opened;
    },
    readServeOptions: async (fromFlags) => fromFlags,
    diagnose: async () => script.diagnoses ?? [],
    openTokens: async () => refuse(),
    createLoginLink: async () => refuse(),
    serve: async (options, onReady) => {
      asked.serves.push(options);
      onReady(`http://${options.host}:${options.port}`, 'http://127.0.0.1/login?code=once');
    },
    serveMcp: async (options) => void asked.mcps.push(options),
    restore: async (_, file) => void asked.restores.push(file),
  };
  return { app, asked, addRun, advance, addWorkflow: (workflow) => void save(workflow), openCount: () => open, script };
}

function refuse(): never {
  throw new Error('no test asks the fake app for this');
}

const EMPTY_RUN: Omit<RunRecord, 'id'> = {
  workflowId: 'orders',
  version: 1,
  status: 'running' satisfies RunStatus,
  priority: 0,
  triggerKind: 'cli',
  parent: undefined,
  idempotencyKey: undefined,
  owner: undefined,
  createdAt: 0,
  startedAt: 0,
  finishedAt: undefined,
  output: undefined,
  error: undefined,
  eventCount: 0,
};

function createRegistry(blocks: readonly Block[]): BlockRegistry {
  return {
    get: (id) => blocks.find((block) => block.id === id),
    list: () => blocks,
    problems: [],
    directories: [],
    reload: () => [],
  };
}
