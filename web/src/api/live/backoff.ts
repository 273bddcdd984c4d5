const FIRST_MS = 300;
const MAX_MS = 10_000;

/** How long to wait before attempt `attempt` (from 0): doubling, at most 10 s, spread so that pages do not all come back at once. */
export function toBackoffMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(MAX_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return Math.round(full * (0.5 + random() / 2));
}
