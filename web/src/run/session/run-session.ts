import type { StoredEvent } from '#contract/run-event.ts';
import type { LogLine, RunDetail, RunStreamEntry } from '#web/api/shapes.ts';
import { readProgress, type StepProgress } from '../model/progress.ts';
import type { RetryPlan } from '../model/retry-plan.ts';
import { createRunFold } from '../model/run-fold.ts';
import { isEnded, type RunView } from '../model/run-view.ts';
import { createEventLog, type EventLog, type ReadEvents } from './event-log.ts';
import { createToldLines, type ToldLine } from './told-lines.ts';

/** How the connection to a run is. `loading`: nothing is known yet. `lost` comes back by itself. */
export type SessionState = 'loading' | 'live' | 'lost' | 'ended' | 'failed';

/** What is known of a run now. A new object whenever something changed, at most once a frame. */
export interface RunSnapshot {
  readonly state: SessionState;
  readonly view: RunView | undefined;
  /** What running steps tell, by path. */
  readonly progress: ReadonlyMap<string, StepProgress>;
  /** Logs of the steps, and what they told live. */
  readonly told: readonly ToldLine[];
  /** Share of the journal that was read, 0 to 1, while it is being read. */
  readonly readShare: number;
  readonly error?: unknown;
  /** Why log lines from before are missing. */
  readonly logError?: unknown;
}

/** Where a session gets what it shows from. */
export interface SessionSource {
  getRun(signal: AbortSignal): Promise<RunDetail>;
  getRetryPlan(run: RunDetail, signal: AbortSignal): Promise<RetryPlan | undefined>;
  follow(
    fromSeq: () => number,
    handlers: {
      onEntry(entry: RunStreamEntry): void;
      onState(state: 'connecting' | 'live' | 'lost' | 'ended'): void;
      onError(error: unknown): void;
    },
  ): () => void;
  readEvents: ReadEvents;
  /** Log lines of a journal that is not read from the beginning. */
  readLogs(signal: AbortSignal): Promise<readonly LogLine[]>;
  /** Calls back before the next picture is drawn. */
  onFrame(work: () => void): void;
  now(): number;
}

/** One run, followed for as long as somebody looks. */
export interface RunSession {
  readonly log: EventLog;
  getSnapshot(): RunSnapshot;
  subscribe(listener: () => void): () => void;
  /** Begins again after a failure. */
  retry(): void;
  close(): void;
}

/** Journals up to this many events are read from the beginning; of longer ones the server sums up what was. */
const MAX_READ = 60_000;
/** Up to this many come with the stream; more are read before, in pieces, which is quicker. */
const MAX_STREAMED = 500;
/** Events of one piece. */
const PIECE = 5_000;

/** Starts to follow a run. */
export function createRunSession(source: SessionSource): RunSession {
  const abort = new AbortController();
  const listeners = new Set<() => void>();
  const log = createEventLog(source.readEvents);
  let fold = createRunFold();
  let progress = new Map<string, StepProgress>();
  const told = createToldLines();
  let expected = 0;
  /** Events read so far while the past is read. */
  let read: number | undefined;
  let state: SessionState = 'loading';
  let error: unknown;
  let logError: unknown;
  let stopFollowing = (): void => undefined;
  let isDue = false;
  let snapshot: RunSnapshot = { state, view: undefined, progress, told: told.all(), readShare: 0 };

  const publish = (): void => {
    isDue = false;
    if (abort.signal.aborted) return;
    const view = fold.view();
    snapshot = {
      state: view === undefined && state === 'live' ? 'loading' : state,
      view,
      progress: new Map(progress),
      told: told.all(),
      readShare: expected === 0 ? 1 : Math.min(1, (read ?? fold.lastSeq) / expected),
      ...(error === undefined ? {} : { error }),
      ...(logError === undefined ? {} : { logError }),
    };
    for (const listener of listeners) listener();
  };
  const changed = (): void => {
    if (isDue) return;
    isDue = true;
    source.onFrame(publish);
  };
  const addEvent = (stored: StoredEvent): void => {
    fold.add(stored);
    log.add(stored);
    told.addLog(stored);
    const { event } = stored;
    if (event.type === 'step-started' || event.type === 'retry-due') told.endLine();
    if (
      'path' in event &&
      (event.type === 'step-succeeded' || event.type === 'step-failed' || event.type === 'step-cancelled')
    ) {
      progress.delete(event.path);
    }
    if (event.type === 'run-finished') progress = new Map();
  };
  const addProgress = (path: string, data: Readonly<Record<string, unknown>>): void => {
    progress.set(path, readProgress(data, progress.get(path)));
    told.addLive(path, data, source.now());
  };
  /** Takes the place of what the server summed up by what the journal says; the sum stays when the journal is too long or out of reach. */
  const readPast = async (run: RunDetail, retries: RetryPlan | undefined): Promise<void> => {
    if (run.eventCount > MAX_READ) {
      void source.readLogs(abort.signal).then((lines) => {
        told.addEarlier(lines);
        changed();
      }, failLogs);
      return;
    }
    const whole = createRunFold(retries === undefined ? {} : { retries });
    try {
      while (whole.lastSeq < run.eventCount) {
        const count = Math.min(PIECE, run.eventCount - whole.lastSeq);
        const events = await source.readEvents(whole.lastSeq + 1, count, abort.signal);
        if (events.length === 0) return;
        for (const stored of events) {
          whole.add(stored);
          log.add(stored);
          told.addLog(stored);
        }
        read = whole.lastSeq;
        changed();
      }
      fold = whole;
    } catch {
      // The stream tells when the server is gone, and comes back by itself.
    } finally {
      read = undefined;
    }
  };
  const begin = async (): Promise<void> => {
    const run = await source.getRun(abort.signal);
    const retries = await source.getRetryPlan(run, abort.signal).catch(() => undefined);
    if (abort.signal.aborted) return;
    fold = createRunFold(retries === undefined ? {} : { retries });
    expected = run.eventCount;
    log.grow(run.eventCount);
    if (run.eventCount > MAX_STREAMED) {
      fold.seed(run);
      changed();
      await readPast(run, retries);
      if (abort.signal.aborted) return;
    }
    changed();
    stopFollowing = source.follow(() => fold.lastSeq + 1, {
      onEntry(entry) {
        if (entry.kind === 'event') addEvent(entry);
        else addProgress(entry.path, entry.data);
        changed();
      },
      onState(now) {
        const view = fold.view();
        if (now === 'ended' || (view !== undefined && isEnded(view))) state = 'ended';
        else if (now === 'lost') state = 'lost';
        else if (now === 'live') state = 'live';
        changed();
      },
      onError: fail,
    });
  };
  // A run without its earlier log lines is still a run.
  const failLogs = (thrown: unknown): void => {
    logError = thrown;
    changed();
  };
  const fail = (thrown: unknown): void => {
    if (abort.signal.aborted) return;
    state = 'failed';
    error = thrown;
    changed();
  };
  const start = (): void => {
    state = 'loading';
    error = undefined;
    void begin().catch(fail);
  };
  start();

  return {
    log,
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry() {
      if (state !== 'failed') return;
      stopFollowing();
      start();
      changed();
    },
    close() {
      abort.abort();
      stopFollowing();
      log.close();
    },
  };
}
