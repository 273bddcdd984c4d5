import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#contract/app-error.ts';
import type { StoredEvent } from '#contract/run-event.ts';
import type { RunFilter, RunRecord } from '#journal/journal.ts';
import type { RunSummary } from '#operations/run/shapes.ts';
import type { CliJournal, RunEntry } from '../app-port.ts';
import type { Connection } from './connect.ts';
import { isNetworkFailure, toRemoteError } from './to-remote-error.ts';

const PAGE = 200;
/** Longest id a server looks up. */
const MAX_ID = 100;
/** How often a broken stream is taken up again, and after which times in milliseconds. */
const RETRIES_MS = [200, 500, 1_000, 2_000, 4_000];

/** The runs of a server. */
export function createRemoteJournal(connection: Connection): CliJournal {
  const { client, url, call } = connection;

  async function* follow({ runId, fromSeq, signal }: Parameters<NonNullable<CliJournal['follow']>>[0]) {
    let next = fromSeq;
    for (let failures = 0; !signal.aborted; ) {
      try {
        const stream = await client.run.events({ runId, fromSeq: next }, { signal });
        for await (const entry of stream) {
          failures = 0;
          if (entry.kind === 'event') next = entry.seq + 1;
          yield entry satisfies RunEntry;
        }
        return;
      } catch (error) {
        if (signal.aborted) return;
        const wait = RETRIES_MS[failures];
        if (!isNetworkFailure(error) || wait === undefined) throw toRemoteError(error, url);
        failures += 1;
        await pause(wait, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  const getDetail = async (runId: string) => {
    if (runId === '' || runId.length > MAX_ID) return undefined;
    try {
      return await call(({ run }) => run.get({ runId }));
    } catch (error) {
      if (error instanceof AppError && error.code === 'run-not-found') return undefined;
      throw error;
    }
  };

  return {
    follow,
    async *read(runId, fromSeq = 1): AsyncGenerator<StoredEvent, void, void> {
      const run = await getDetail(runId);
      // A run under way streams on: what is asked for is what is there now.
      if (run === undefined || fromSeq > run.eventCount) return;
      const reading = new AbortController();
      try {
        for await (const entry of follow({ runId, fromSeq, signal: reading.signal })) {
          if (entry.kind !== 'event') continue;
          yield { seq: entry.seq, event: entry.event };
          if (entry.seq >= run.eventCount) return;
        }
      } finally {
        reading.abort();
      }
    },
    async findRun(runId) {
      const run = await getDetail(runId);
      return run === undefined ? undefined : { ...toRecord(run), output: run.output };
    },
    listRuns: (filter) => listRuns(connection, filter),
    async listWaits({ runId }) {
      const run = await getDetail(runId);
      return (run?.waits ?? []).map(({ path, kind, dueAt, childRunId }) => ({
        runId,
        path,
        kind,
        dueAt,
        token: childRunId,
      }));
    },
  };
}

async function listRuns({ call }: Connection, filter: RunFilter): Promise<readonly RunRecord[]> {
  const { limit, statuses, workflowId, beforeId } = filter;
  const found: RunRecord[] = [];
  let cursor = beforeId;
  do {
    const page = await call(({ run }) =>
      run.list({
        ...(statuses === undefined ? {} : { status: [...statuses] }),
        ...(workflowId === undefined ? {} : { workflowId }),
        ...(cursor === undefined ? {} : { cursor }),
        limit: Math.min(PAGE, limit - found.length),
      }),
    );
    found.push(...page.items.map(toRecord));
    cursor = page.nextCursor;
  } while (cursor !== undefined && found.length < limit);
  return found;
}

function toRecord(run: RunSummary): RunRecord {
  const { id, workflowId, version, status, priority, triggerKind, parentRunId, parentPath, createdAt, eventCount } =
    run;
  return {
    id,
    workflowId,
    version,
    status,
    priority,
    triggerKind,
    parent: parentRunId === undefined ? undefined : { runId: parentRunId, path: parentPath ?? '' },
    idempotencyKey: run.idempotencyKey,
    owner: undefined,
    createdAt,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    output: undefined,
    error: run.error,
    eventCount,
  };
}
