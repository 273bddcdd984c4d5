/** A wait that others can end. A wake nobody waits for ends the next wait. */
export interface Waker {
  readonly wake: () => void;
  /** Resolves when woken, or after `ms`. */
  wait(ms: number): Promise<void>;
}

/** A waker that was not woken yet. */
export function createWaker(): Waker {
  let isDue = false;
  let resolveWait: (() => void) | undefined;
  return {
    wake() {
      isDue = true;
      resolveWait?.();
    },
    async wait(ms) {
      if (!isDue) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          timer.unref();
          resolveWait = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      resolveWait = undefined;
      isDue = false;
    },
  };
}
