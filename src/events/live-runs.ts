import type { Journal } from '#journal/journal.ts';
import type { QuestionHistory } from '#journal/question-history.ts';
import type { RunHeads } from '#journal/run-heads.ts';
import { isEndStatus } from '#journal/run-queue.ts';
import { createPendingNews, type PendingNews } from './pending-news.ts';

/** Shortest time between two looks at the runs that changed, in milliseconds: a run is told four times a second at most. */
const TICK_MS = 250;
/** Time for changes that belong together to come together, in milliseconds. */
const GATHER_MS = 10;
/** How often runs of other processes on the same data folder are looked at, in milliseconds. */
const LOOK_MS = 2_000;
/** Runs told at once; of what changed beside them only the number is told. */
const MAX_TOLD = 200;
/** Changed runs remembered until the next look. */
const MAX_CHANGED = 1_000;
/** Unfinished runs of other processes that are looked after. */
const MAX_OTHERS = 1_000;
/** Newest runs among which those of other processes are looked for. */
const NEWEST = 5_000;

/** What live runs are read from. */
export interface LiveRunsOptions {
  readonly journal: Pick<Journal, 'onRunsChanged'>;
  readonly heads: RunHeads;
  readonly questions: Pick<QuestionHistory, 'countOpen'>;
  /** Id of this process among the hosts of the data folder. */
  readonly owner: string;
}

/** One reader of live runs. */
export interface LiveRunsReader extends Pick<PendingNews, 'shift' | 'whenFilled' | 'wake'> {
  close(): void;
}

/** The runs there are, as they change, for any number of readers. Costs nothing while there is none. */
export interface LiveRuns {
  /** A reader of all runs, or of those of a workflow. It is told of the open questions first. */
  open(workflowId?: string): LiveRunsReader;
}

type Reader = { readonly workflowId: string | undefined; readonly news: PendingNews };

/** What changed is gathered, read once, and handed to every reader: work and memory are bounded, whatever the load. */
export function createLiveRuns({ journal, heads, questions, owner }: LiveRunsOptions): LiveRuns {
  const readers = new Set<Reader>();
  const changed = new Set<string>();
  const others = new Map<string, string>();
  let skipped = 0;
  let lastNumber = 0;
  let lastTickAt = Number.NEGATIVE_INFINITY;
  let tickTimer: NodeJS.Timeout | undefined;
  let lookTimer: NodeJS.Timeout | undefined;
  let stopListening: (() => void) | undefined;

  function note(runIds: readonly string[]): void {
    for (const id of runIds) {
      changed.delete(id);
      changed.add(id);
      if (changed.size > MAX_CHANGED) dropOldest();
    }
    if (changed.size === 0 || tickTimer !== undefined) return;
    const delayMs = Math.max(GATHER_MS, lastTickAt + TICK_MS - performance.now());
    tickTimer = setTimeout(() => attempt(tick), delayMs);
    tickTimer.unref();
  }

  function dropOldest(): void {
    for (const id of changed) {
      changed.delete(id);
      skipped += 1;
      return;
    }
  }

  function tick(): void {
    tickTimer = undefined;
    lastTickAt = performance.now();
    while (changed.size > MAX_TOLD) dropOldest();
    const found = new Map(heads.find([...changed]).map((run) => [run.id, run]));
    for (const id of changed) {
      const run = found.get(id);
      if (run === undefined) continue;
      for (const { workflowId, news } of readers)
        if (workflowId === undefined || workflowId === run.workflowId) news.addRun(run);
    }
    for (const { news } of readers) news.addSkipped(skipped);
    changed.clear();
    skipped = 0;
    tellQuestions();
  }

  function tellQuestions(): void {
    const count = questions.countOpen();
    for (const { news } of readers) news.setOpenQuestions(count);
  }

  /** Other processes tell nobody here: their new runs are found by number, their unfinished ones are looked at again. */
  function look(): void {
    const news: string[] = [];
    const known = new Map(heads.find([...others.keys()]).map(({ id, status }) => [id, status]));
    for (const [id, status] of others) {
      const now = known.get(id);
      if (now !== status) news.push(id);
      if (now === undefined || isEndStatus(now)) others.delete(id);
      else others.set(id, now);
    }
    const last = heads.lastNumber();
    for (const { id, status } of heads.listOthers(owner, lastNumber, NEWEST)) {
      news.push(id);
      if (!isEndStatus(status) && others.size < MAX_OTHERS) others.set(id, status);
    }
    lastNumber = last;
    note(news);
    tellQuestions();
  }

  /** What cannot be read any more (a disk that fails, a store that closed) ends the readers, not the process. */
  function attempt(action: () => void): void {
    try {
      action();
    } catch (error) {
      for (const { news } of readers) news.fail(error);
      readers.clear();
      stop();
    }
  }

  function start(): void {
    stopListening = journal.onRunsChanged(note);
    lastNumber = heads.lastNumber();
    for (const { id, status } of heads.listOthersUnfinished(owner, MAX_OTHERS)) others.set(id, status);
    lookTimer = setInterval(() => attempt(look), LOOK_MS);
    lookTimer.unref();
  }

  function stop(): void {
    stopListening?.();
    clearTimeout(tickTimer);
    clearInterval(lookTimer);
    tickTimer = undefined;
    changed.clear();
    others.clear();
    skipped = 0;
  }

  return {
    open(workflowId) {
      const news = createPendingNews();
      const reader = { workflowId, news };
      if (readers.size === 0) start();
      readers.add(reader);
      news.setOpenQuestions(questions.countOpen());
      return {
        shift: news.shift,
        whenFilled: news.whenFilled,
        wake: news.wake,
        close() {
          if (readers.delete(reader) && readers.size === 0) stop();
        },
      };
    },
  };
}
