import { setTimeout as sleep } from 'node:timers/promises';
import type { RunEvent } from '#contract/run-event.ts';
import type { Ledger } from './ledger.ts';
import type { Random } from './random.ts';

/** When a server is killed. */
export type KillPlan =
  /** This long after it was started, ready or not. */
  | { readonly when: 'early'; readonly ms: number }
  /** This long after it was ready. */
  | { readonly when: 'later'; readonly ms: number }
  /** While a request it sent is not answered yet. */
  | { readonly when: 'request'; readonly nth: number }
  /** As soon as an event of this type was reported. */
  | { readonly when: 'event'; readonly type: RunEvent['type'] };

/** Events next to which a crash is most likely to hurt. */
const DELICATE = [
  'run-created',
  'step-started',
  'step-succeeded',
  'step-failed',
  'step-waiting',
  'wait-resolved',
  'retry-due',
  'substep-finished',
  'loop-started',
  'iteration-finished',
  'child-started',
  'child-finished',
  'variables-set',
  'cancel-requested',
  'step-uncertain',
  'run-finished',
] as const satisfies readonly RunEvent['type'][];

/** Longest wait for a moment that may not come, in milliseconds. */
const PATIENCE_MS = 250;

/** Chooses when to kill: mostly at any time, sometimes at a delicate one. */
export function createKillPlan(random: Random): KillPlan {
  const share = random.next();
  if (share < 0.12) return { when: 'early', ms: random.whole(20, 350) };
  if (share < 0.5) return { when: 'later', ms: random.whole(0, 150) };
  if (share < 0.75) return { when: 'request', nth: random.whole(1, 6) };
  return { when: 'event', type: random.pick(DELICATE) };
}

/** In words, for the log. */
export function describeKill(plan: KillPlan): string {
  if (plan.when === 'request') return `at request ${plan.nth}`;
  return plan.when === 'event'
    ? `at ${plan.type}`
    : `${plan.ms} ms ${plan.when === 'early' ? 'after its start' : 'after it was ready'}`;
}

/** Resolves when it is time to kill a server that is ready. `nextEvent` resolves with the next event of a type. */
export async function waitForKill(
  plan: Exclude<KillPlan, { when: 'early' }>,
  ledger: Ledger,
  nextEvent: (type: RunEvent['type']) => Promise<void>,
): Promise<void> {
  if (plan.when === 'later') {
    await sleep(plan.ms);
    return;
  }
  const giveUp = sleep(PATIENCE_MS);
  if (plan.when === 'event') {
    await Promise.race([nextEvent(plan.type), giveUp]);
    return;
  }
  for (let left = plan.nth; left > 0; left--) await Promise.race([ledger.nextRequest(), giveUp]);
}
