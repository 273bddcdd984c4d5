/** Milliseconds between two notifications about the same thing. */
const PAUSE_MS = 200;

/** Notifications of something that may change much faster than a client cares to hear. */
export interface Updates {
  notify(): void;
  stop(): void;
}

/** Tells at once of the first change, and of those that follow closely together. */
export function createUpdates(send: () => void): Updates {
  let pause: NodeJS.Timeout | undefined;
  let isDue = false;
  const rest = () => {
    pause = setTimeout(() => {
      pause = undefined;
      if (!isDue) return;
      isDue = false;
      send();
      rest();
    }, PAUSE_MS);
    pause.unref();
  };
  return {
    notify() {
      if (pause !== undefined) {
        isDue = true;
        return;
      }
      send();
      rest();
    },
    stop() {
      isDue = false;
      clearTimeout(pause);
    },
  };
}
