import { AppError } from '#contract/app-error.ts';
import type { RunEvent, StoredEvent } from '#contract/run-event.ts';
import type { DurableEvents, Journal, NewRun, OpenWait, RunChange, RunFilter, RunRecord } from './journal.ts';
import { isEndStatus } from './run-queue.ts';

/** A run that is "durable": events as JSON text, so that what is read is what a database would have kept. */
interface MemoryRun {
  record: RunRecord;
  readonly texts: string[];
  readonly waits: Map<string, OpenWait>;
}

/** A queued call. */
interface Queued {
  readonly runId: string;
  readonly create: NewRun | undefined;
  readonly texts: readonly string[];
  readonly change: RunChange | undefined;
}

function copy<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}

function toRecord(run: NewRun): RunRecord {
  return {
    ...run,
    status: 'queued',
    startedAt: undefined,
    finishedAt: undefined,
    output: undefined,
    error: undefined,
    eventCount: 0,
  };
}

function applyChange(run: MemoryRun, change: RunChange): void {
  const { status, startedAt, finishedAt, output, error } = run.record;
  run.record = {
    ...run.record,
    status: change.status ?? status,
    startedAt: change.startedAt ?? startedAt,
    finishedAt: change.finishedAt ?? finishedAt,
    output: change.output === undefined ? output : copy(change.output),
    error: change.error === undefined ? error : copy(change.error),
  };
  for (const path of change.closed ?? []) run.waits.delete(path);
  for (const { path, kind, dueAt, token } of change.opened ?? []) {
    run.waits.set(path, { runId: run.record.id, path, kind, dueAt, token });
  }
  if (change.status !== undefined && isEndStatus(change.status)) run.waits.clear();
}

function compareWaits(a: OpenWait, b: OpenWait): number {
  return (a.dueAt ?? Number.POSITIVE_INFINITY) - (b.dueAt ?? Number.POSITIVE_INFINITY) || 0;
}

/** A journal that forgets everything with the process: for dry runs and tests. It is its own naive model of the other ones. */
export function createMemoryJournal(): Journal {
  const runs = new Map<string, MemoryRun>();
  const listeners = new Set<(entries: readonly DurableEvents[]) => void>();
  const runListeners = new Set<(runIds: readonly string[]) => void>();
  let queue: Queued[] = [];
  const queuedRuns = new Map<string, NewRun>();
  let backlogBytes = 0;
  let isClosed = false;

  function write({ runId, create, texts, change }: Queued): DurableEvents {
    if (create !== undefined) runs.set(runId, { record: toRecord(create), texts: [], waits: new Map() });
    const run = getRun(runId);
    const first = run.texts.length + 1;
    for (const text of texts) run.texts.push(text);
    run.record = { ...run.record, eventCount: run.texts.length };
    if (change !== undefined) applyChange(run, change);
    return { runId, events: texts.map((text, index) => ({ seq: first + index, event: JSON.parse(text) as RunEvent })) };
  }

  function commit(): void {
    const taken = queue;
    queue = [];
    queuedRuns.clear();
    backlogBytes = 0;
    const entries = taken.map(write).filter((entry) => entry.events.length > 0);
    if (entries.length > 0) for (const listener of listeners) listener(entries);
    const changed = taken.filter(({ create, change }) => create !== undefined || change?.status !== undefined);
    const runIds = [...new Set(changed.map(({ runId }) => runId))];
    if (runIds.length > 0) for (const listener of runListeners) listener(runIds);
  }

  function getRun(runId: string): MemoryRun {
    const run = runs.get(runId);
    if (run === undefined) throw new AppError('run-not-found', `There is no run ${runId}. Check the id.`);
    return run;
  }

  function enqueue(
    runId: string,
    create: NewRun | undefined,
    events: readonly RunEvent[],
    change: RunChange | undefined,
  ): void {
    const texts = events.map((event) => JSON.stringify(event));
    for (const text of texts) backlogBytes += text.length;
    queue.push({ runId, create, texts, change: copy(change) });
    if (queue.length === 1) setImmediate(commit);
  }

  function assertOpen(): void {
    if (isClosed)
      throw new AppError('shutting-down', 'The journal is closed. Start Flowright again to go on with the run.');
  }

  function findByKey(workflowId: string, idempotencyKey: string): string | undefined {
    const isIt = (run: NewRun): boolean => run.workflowId === workflowId && run.idempotencyKey === idempotencyKey;
    for (const run of queuedRuns.values()) if (isIt(run)) return run.id;
    for (const { record } of runs.values())
      if (
        record.idempotencyKey !== undefined &&
        record.workflowId === workflowId &&
        record.idempotencyKey === idempotencyKey
      )
        return record.id;
    return undefined;
  }

  const allWaits = (): readonly OpenWait[] =>
    Array.from(runs.values(), (run) => [...run.waits.values()].sort((a, b) => (a.path < b.path ? -1 : 1)))
      .flat()
      .sort(compareWaits);
  const newestFirst = (): readonly RunRecord[] =>
    Array.from(runs.values(), (run) => run.record)
      .reverse()
      .sort((a, b) => b.createdAt - a.createdAt);

  async function flush(): Promise<void> {
    commit();
  }

  return {
    createRun(run, events, change) {
      assertOpen();
      if (runs.has(run.id) || queuedRuns.has(run.id))
        throw new AppError('conflict', `There is a run ${run.id} already. Use a new id.`);
      const existing = run.idempotencyKey === undefined ? undefined : findByKey(run.workflowId, run.idempotencyKey);
      if (existing !== undefined) {
        throw new AppError(
          'conflict',
          `The workflow "${run.workflowId}" was started with this idempotency key already, as run ${existing}.`,
          {
            data: { runId: existing },
          },
        );
      }
      queuedRuns.set(run.id, run);
      enqueue(run.id, run, events, change);
    },
    append(runId, events, change) {
      assertOpen();
      if (!queuedRuns.has(runId)) getRun(runId);
      enqueue(runId, undefined, events, change);
    },
    flush,
    get backlogBytes() {
      return backlogBytes;
    },
    failure: undefined,
    onDurable(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onRunsChanged(listener) {
      runListeners.add(listener);
      return () => void runListeners.delete(listener);
    },
    *read(runId, fromSeq = 1): Generator<StoredEvent> {
      const texts = runs.get(runId)?.texts ?? [];
      for (let seq = Math.max(1, fromSeq); seq <= texts.length; seq++)
        yield { seq, event: JSON.parse(texts[seq - 1] ?? '') as RunEvent };
    },
    findRun: (runId) => runs.get(runId)?.record,
    findByKey,
    listRuns(filter) {
      const all = newestFirst();
      return all
        .slice(toStart(all, filter.beforeId))
        .filter((run) => isListed(run, filter))
        .slice(0, Math.max(0, filter.limit));
    },
    listWaits({ runId, dueBefore, limit }) {
      return allWaits()
        .filter(
          (wait) =>
            (runId === undefined || wait.runId === runId) &&
            (dueBefore === undefined || (wait.dueAt !== undefined && wait.dueAt <= dueBefore)),
        )
        .slice(0, limit);
    },
    listQuestions: ({ runId, workflowId, after, limit }) => {
      const order = [...runs.keys()];
      const rank = (wait: { readonly runId: string }): number => order.indexOf(wait.runId);
      const isAfter = (wait: OpenWait): boolean =>
        after === undefined || rank(wait) > rank(after) || (wait.runId === after.runId && wait.path > after.path);
      return allWaits()
        .filter(
          (wait) =>
            (wait.kind === 'approval' || wait.kind === 'uncertain') &&
            (runId === undefined || wait.runId === runId) &&
            (workflowId === undefined || runs.get(wait.runId)?.record.workflowId === workflowId) &&
            isAfter(wait),
        )
        .sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1))
        .slice(0, Math.max(0, limit));
    },
    nextDueAt: (owner) =>
      allWaits().find((wait) => wait.dueAt !== undefined && runs.get(wait.runId)?.record.owner === owner)?.dueAt,
    findWaitByToken: (token) => allWaits().find((wait) => wait.token === token),
    async adopt(owner, deadOwners, runIds) {
      commit();
      const taken = [...runs.values()].filter(
        ({ record }) =>
          !isEndStatus(record.status) &&
          (record.owner === undefined || deadOwners.includes(record.owner)) &&
          (runIds === undefined || runIds.includes(record.id)),
      );
      for (const run of taken) run.record = { ...run.record, owner };
      return taken
        .map((run) => run.record)
        .sort((a, b) => b.priority - a.priority)
        .map((run) => run.id);
    },
    async release(owner) {
      commit();
      for (const run of runs.values()) {
        if (run.record.owner === owner && !isEndStatus(run.record.status))
          run.record = { ...run.record, owner: undefined };
      }
    },
    async prune({ before, keep }) {
      commit();
      return prune(runs, before, keep);
    },
    async close() {
      isClosed = true;
      commit();
    },
  };
}

/** Where a page begins in the list: after the run, or with the one before it by id when it was pruned. */
function toStart(all: readonly RunRecord[], beforeId: string | undefined): number {
  if (beforeId === undefined) return 0;
  const at = all.findIndex((run) => run.id === beforeId);
  if (at !== -1) return at + 1;
  const older = all.map((run) => run.id).filter((id) => id < beforeId);
  const nearest = older.sort().at(-1);
  return nearest === undefined ? all.length : all.findIndex((run) => run.id === nearest);
}

function isListed(run: RunRecord, filter: RunFilter): boolean {
  const { workflowId, workflowIds, statuses, triggerKind, parentRunId, createdFrom, createdTo, idPrefix } = filter;
  return (
    (workflowId === undefined || run.workflowId === workflowId) &&
    (workflowIds === undefined || workflowIds.includes(run.workflowId)) &&
    (statuses === undefined || statuses.includes(run.status)) &&
    (triggerKind === undefined || run.triggerKind === triggerKind) &&
    (parentRunId === undefined || run.parent?.runId === parentRunId) &&
    (createdFrom === undefined || run.createdAt >= createdFrom) &&
    (createdTo === undefined || run.createdAt < createdTo) &&
    (idPrefix === undefined || run.id.startsWith(idPrefix))
  );
}

function prune(
  runs: Map<string, MemoryRun>,
  before: number,
  keep: number,
): { readonly runs: number; readonly bytes: number } {
  const kept = new Map<string, number>();
  const doomed: MemoryRun[] = [];
  const newestFirst = [...runs.values()].reverse().sort((a, b) => b.record.createdAt - a.record.createdAt);
  for (const run of newestFirst) {
    const { workflowId, status, createdAt, parent } = run.record;
    if (!isEndStatus(status)) continue;
    const newer = kept.get(workflowId) ?? 0;
    kept.set(workflowId, newer + 1);
    const caller = parent === undefined ? undefined : runs.get(parent.runId)?.record;
    if (newer >= keep && createdAt < before && (caller === undefined || isEndStatus(caller.status))) doomed.push(run);
  }
  let bytes = 0;
  for (const { record, texts } of doomed) {
    runs.delete(record.id);
    for (const text of texts) bytes += text.length;
  }
  return { runs: doomed.length, bytes };
}
