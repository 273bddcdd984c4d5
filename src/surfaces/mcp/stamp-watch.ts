/** Milliseconds between two looks. */
const LOOK_EVERY_MS = 2_000;

/** Notices changes by looking: they may also come from another process on the same data folder. */
export interface StampWatch {
  /** Calls `onChange` when `read` gives something else than before. Returns how to stop. */
  watch(read: () => string, onChange: () => void): () => void;
  /** Looks now. */
  look(): void;
  close(): void;
}

/** Looks from time to time while anybody watches. What cannot be read now is looked at again later. */
export function createStampWatch(onError: (error: unknown) => void): StampWatch {
  const watched = new Set<{ readonly read: () => string; readonly onChange: () => void; last: string }>();
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    // Many clients watch the same thing: it is read once.
    const stamps = new Map<() => string, string>();
    for (const entry of [...watched]) {
      try {
        const stamp = stamps.get(entry.read) ?? entry.read();
        stamps.set(entry.read, stamp);
        if (stamp === entry.last) continue;
        entry.last = stamp;
        entry.onChange();
      } catch (error) {
        onError(error);
      }
    }
  };
  const stopTimer = () => {
    clearInterval(timer);
    timer = undefined;
  };
  return {
    look,
    watch(read, onChange) {
      const entry = { read, onChange, last: read() };
      watched.add(entry);
      timer ??= setInterval(look, LOOK_EVERY_MS).unref();
      return () => {
        watched.delete(entry);
        if (watched.size === 0) stopTimer();
      };
    },
    close() {
      watched.clear();
      stopTimer();
    },
  };
}
