import type { TriggerPorts } from './ports.ts';

const NAME = 'triggers';
/** Without a sign of life for this long, another process fires instead. */
const TTL_MS = 30_000;
const RENEW_MS = 10_000;
/** How often a process that does not lead asks whether it may. */
const ASK_MS = 2_000;

/** Of all processes on a data folder, one fires schedules and events. */
export interface Leader {
  /** Whether this process leads, now. `isNew` when it did not before: what it remembers may be old. */
  ensure(): Promise<{ readonly leads: boolean; readonly isNew: boolean }>;
  /** Lets another process lead at once. */
  release(): Promise<void>;
}

/**
 * Makes the leader's side of a lease in the database. That two processes never start the same run twice is not its doing: keys see to that.
 * It saves the others the work, and makes overlaps visible to one of them.
 */
export function createLeader(
  ports: Pick<TriggerPorts, 'owner' | 'repository' | 'clock' | 'findDeadOwners' | 'log'>,
): Leader {
  const { owner, repository, clock, log } = ports;
  let renewedAt: number | undefined;
  let askedAt: number | undefined;
  return {
    async ensure() {
      const now = clock.monotonic();
      if (renewedAt !== undefined && now - renewedAt < RENEW_MS) return { leads: true, isNew: false };
      if (renewedAt === undefined && askedAt !== undefined && now - askedAt < ASK_MS)
        return { leads: false, isNew: false };
      askedAt = now;
      const led = renewedAt !== undefined;
      const deadOwners = ports.findDeadOwners?.() ?? [];
      const leads = await repository.takeLease({ name: NAME, owner, ttlMs: TTL_MS, deadOwners });
      renewedAt = leads ? now : undefined;
      if (leads !== led)
        log('info', leads ? 'This process fires schedules and events.' : 'Another process fires schedules and events.');
      return { leads, isNew: leads && !led };
    },
    async release() {
      if (renewedAt === undefined) return;
      renewedAt = undefined;
      await repository.releaseLease(NAME, owner);
    },
  };
}
