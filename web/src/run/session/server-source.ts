import type { StoredEvent } from '#contract/run-event.ts';
import { client } from '#web/api/client.ts';
import { follow } from '#web/api/live.ts';
import { queryClient } from '#web/api/query-client.ts';
import type { LogLine } from '#web/api/shapes.ts';
import { createRetryPlan } from '../model/retry-plan.ts';
import { versionQuery } from '../queries.ts';
import { paceOfPage } from './pace.ts';
import type { SessionSource } from './run-session.ts';

/** A run as the server tells it. */
export function createServerSource(runId: string): SessionSource {
  return {
    getRun: (signal) => client.run.get({ runId }, { signal }),
    async getRetryPlan({ workflowId, version }) {
      return createRetryPlan((await queryClient.ensureQueryData(versionQuery(workflowId, version))).workflow);
    },
    // The next event wanted is known exactly: an event already seen never comes again, whatever the connection did.
    follow: (fromSeq, handlers) =>
      follow((live, signal) => live.run.events({ runId, fromSeq: fromSeq() }, { signal }), handlers),
    readEvents: (fromSeq, count, signal) => readEvents(runId, fromSeq, count, signal),
    readLogs: (signal) => readLogs(runId, signal),
    onFrame: paceOfPage,
    now: Date.now,
  };
}

/** Some events of a journal, from a place on. */
async function readEvents(
  runId: string,
  fromSeq: number,
  count: number,
  signal: AbortSignal,
): Promise<readonly StoredEvent[]> {
  const enough = new AbortController();
  const found: StoredEvent[] = [];
  try {
    const stream = await client.run.events(
      { runId, fromSeq, progress: false },
      { signal: AbortSignal.any([signal, enough.signal]) },
    );
    for await (const entry of stream) {
      if (entry.kind !== 'event') continue;
      found.push({ seq: entry.seq, event: entry.event });
      if (found.length === count) break;
    }
  } finally {
    enough.abort();
  }
  return found;
}

/** Every log line of a run; the server keeps a bounded number. */
async function readLogs(runId: string, signal: AbortSignal): Promise<readonly LogLine[]> {
  const lines: LogLine[] = [];
  for (let cursor: number | undefined; ; ) {
    const page = await client.run.logs({ runId, limit: 200, ...(cursor === undefined ? {} : { cursor }) }, { signal });
    lines.push(...page.items);
    if (page.nextCursor === undefined) return lines;
    cursor = Number(page.nextCursor);
  }
}
