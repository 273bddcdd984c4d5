import type { RunHead } from '#journal/run-heads.ts';

/** What a reader of live runs is told. */
export type RunNews =
  | { readonly kind: 'run'; readonly run: RunHead }
  /** So many changes were not told one by one: the list is to be read again. */
  | { readonly kind: 'skipped'; readonly count: number }
  | { readonly kind: 'open-questions'; readonly count: number };

/** Runs kept for a reader that is slower than they change. */
const MAX_RUNS = 500;

/** What one reader has not been told yet: of each run its newest state only, of at most {@link MAX_RUNS} runs. */
export interface PendingNews {
  addRun(run: RunHead): void;
  addSkipped(count: number): void;
  setOpenQuestions(count: number): void;
  /** There will be no more news: `shift` throws it. */
  fail(error: unknown): void;
  /** The next piece of news. */
  shift(): RunNews | undefined;
  /** Resolves when there is news, or when woken. */
  whenFilled(): Promise<void>;
  readonly wake: () => void;
}

/** No news yet. */
export function createPendingNews(): PendingNews {
  const runs = new Map<string, RunHead>();
  let skipped = 0;
  let openQuestions: number | undefined;
  let told: number | undefined;
  let failure: { readonly error: unknown } | undefined;
  let wake = (): void => undefined;

  function shiftRun(): RunNews | undefined {
    for (const [id, run] of runs) {
      runs.delete(id);
      return { kind: 'run', run };
    }
    return undefined;
  }

  return {
    addRun(run) {
      // What changed last is told last.
      runs.delete(run.id);
      runs.set(run.id, run);
      if (runs.size > MAX_RUNS) {
        shiftRun();
        skipped += 1;
      }
      wake();
    },
    addSkipped(count) {
      if (count === 0) return;
      skipped += count;
      wake();
    },
    setOpenQuestions(count) {
      openQuestions = count;
      if (count !== told) wake();
    },
    fail(error) {
      failure = { error };
      wake();
    },
    shift() {
      if (failure !== undefined) throw failure.error;
      if (openQuestions !== undefined && openQuestions !== told) {
        told = openQuestions;
        return { kind: 'open-questions', count: openQuestions };
      }
      const run = shiftRun();
      if (run !== undefined || skipped === 0) return run;
      const count = skipped;
      skipped = 0;
      return { kind: 'skipped', count };
    },
    whenFilled() {
      const isTold = openQuestions === undefined || openQuestions === told;
      if (runs.size > 0 || skipped > 0 || !isTold || failure !== undefined) return Promise.resolve();
      return new Promise((resolve) => {
        wake = () => {
          wake = () => undefined;
          resolve();
        };
      });
    },
    wake: () => wake(),
  };
}
