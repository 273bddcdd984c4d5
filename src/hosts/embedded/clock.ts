import type { Clock } from './ports.ts';

/** Longest time `setTimeout` takes, in milliseconds. */
const MAX_TIMEOUT_MS = 2_147_483_647;

/** The machine's clock. */
export const SYSTEM_CLOCK: Clock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(ms, 0), MAX_TIMEOUT_MS));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
