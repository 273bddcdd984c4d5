import { useState } from 'react';
import { useNow } from '#web/ui/use-now.ts';

/** How often a loop that is under way is asked about, in milliseconds. */
const EVERY_MS = 2_000;

/**
 * A number that changes when what was fetched of a loop is old: with each event about the loop, but every few seconds only, so that a loop
 * that ends 1,000 items a second does not ask 1,000 times a second. At once when it is about something else (`of`).
 */
export function useLoopMark(lastSeq: number, of = ''): number {
  const slot = useNow((now) => Math.floor(now / EVERY_MS));
  const [held, setHeld] = useState({ of, slot, lastSeq });
  const isOld = held.of !== of || (held.lastSeq !== lastSeq && held.slot !== slot);
  if (isOld) setHeld({ of, slot, lastSeq });
  return isOld ? lastSeq : held.lastSeq;
}
