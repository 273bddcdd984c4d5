/** How long one turn of the event loop is worked on, in milliseconds. */
const SLICE_MS = 0.4;

/** Does work in small slices, between which everything else gets its turn. */
export interface SlicedWork {
  /** Adds work; each `next()` of it is done without pause and should take microseconds. */
  add(work: Iterator<unknown>): void;
}

/** Work waits its turn in order; nothing is started before the current turn has ended. */
export function createSlicedWork(onError: (error: unknown) => void): SlicedWork {
  const waiting: Iterator<unknown>[] = [];
  let running = false;

  const run = () => {
    const until = performance.now() + SLICE_MS;
    do {
      const [current] = waiting;
      if (current === undefined) {
        running = false;
        return;
      }
      try {
        if (current.next().done === true) waiting.shift();
      } catch (error) {
        waiting.shift();
        onError(error);
      }
    } while (performance.now() < until);
    setImmediate(run);
  };

  return {
    add(work) {
      waiting.push(work);
      if (running) return;
      running = true;
      setImmediate(run);
    },
  };
}
