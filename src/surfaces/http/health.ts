import type { Services } from '#operations/services.ts';

/** What `/api/health` answers to anybody: the same as the operation for health, without loading it. */
export interface Health {
  readonly status: 'ok' | 'failed';
  readonly version: string;
  /** Milliseconds since 1970 (UTC). */
  readonly startedAt: number;
  readonly uptimeMs: number;
  /** Runs in this process. */
  readonly runs: { readonly queued: number; readonly running: number };
}

/** How the server is. Why it failed is told by the operation, to those who may know. */
export function toHealth({
  host,
  version,
  startedAt,
  now,
  failure,
}: Pick<Services, 'host' | 'version' | 'startedAt' | 'now' | 'failure'>): Health {
  const { queued, running } = host.load;
  return {
    status: failure() === undefined ? 'ok' : 'failed',
    version,
    startedAt,
    uptimeMs: Math.max(0, now() - startedAt),
    runs: { queued, running },
  };
}
