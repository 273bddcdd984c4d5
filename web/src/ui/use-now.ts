import { useSyncExternalStore } from 'react';

/** How often relative times are written anew. */
const TICK_MS = 1_000;

const listeners = new Set<() => void>();
let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(tick, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const read = (): number => (timer === undefined ? Math.floor(Date.now() / TICK_MS) * TICK_MS : now);

/**
 * Something that changes with the time, e.g. `useNow((now) => formatAgo(at, now))`. One timer for all of the page; drawn again only when
 * the answer differs.
 */
export function useNow<T extends string | number | boolean>(select: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => select(read()));
}
