/** Counts the items of loops under way. */
export interface LoopCounts {
  /** `count` is null when each round decides about the next. */
  start(path: string, count: number | null): void;
  finishOne(path: string, failed: boolean): void;
  /** `340/1000 items, 2 failed`; undefined when the path is no loop. */
  describe(path: string): string | undefined;
  forget(path: string): void;
}

interface Count {
  readonly total: number | null;
  finished: number;
  failed: number;
}

export function createLoopCounts(): LoopCounts {
  const counts = new Map<string, Count>();
  return {
    start: (path, total) => void counts.set(path, { total, finished: 0, failed: 0 }),
    finishOne: (path, failed) => {
      const count = counts.get(path);
      if (count === undefined) return;
      count.finished += 1;
      if (failed) count.failed += 1;
    },
    describe: (path) => {
      const count = counts.get(path);
      if (count === undefined) return undefined;
      const { total, finished, failed } = count;
      const done =
        total === null ? `${finished} rounds` : finished === total ? `${total} items` : `${finished}/${total} items`;
      return failed === 0 ? done : `${done}, ${failed} failed`;
    },
    forget: (path) => void counts.delete(path),
  };
}
