import { eventIterator, withEventMeta } from '@orpc/server';
import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import { toErrors } from '../errors.ts';
import { RunIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { Flag, wholeNumber } from '../page.ts';
import { toAppError, toOrpcError } from '../to-app-error.ts';
import { followRun } from './follow-run.ts';
import { RunStreamEntry } from './stream-shape.ts';
import { getRunRecord } from './to-run-summary.ts';

const MAX_SEQ = 4_294_967_295;

/** Follows a run. */
export const followEvents = operation
  .meta({ permission: 'run:read', effect: 'read', audit: false, feed: 'run-events' })
  .route({
    method: 'GET',
    path: '/runs/{runId}/events',
    summary: 'Follow a run',
    description:
      'Streams the events of a run: those so far, then live ones, until it has ended. Each carries its place in the journal as event id, so that a client that reconnects with `Last-Event-ID` goes on where it was, without a gap or a duplicate.',
    tags: ['run'],
  })
  .errors(toErrors('run-not-found'))
  .input(
    z.object({
      runId: RunIdInput,
      fromSeq: wholeNumber(1, MAX_SEQ)
        .optional()
        .describe('First event wanted, counted from 1; `Last-Event-ID` goes before it'),
      progress: Flag.default(true).describe('Whether live progress of steps is wanted too'),
    }),
  )
  .output(eventIterator(RunStreamEntry))
  .handler(async ({ input, context: { services }, signal, lastEventId }) => {
    const { runId, progress } = input;
    // What can be refused is refused before the stream begins.
    getRunRecord(services, runId);
    const fromSeq = toSeqAfter(lastEventId) ?? input.fromSeq ?? 1;
    return withIds(followRun(services, { runId, fromSeq, progress, signal }));
  });

async function* withIds(
  entries: AsyncGenerator<RunStreamEntry, void, void>,
): AsyncGenerator<RunStreamEntry, void, void> {
  try {
    for await (const entry of entries) {
      yield entry.kind === 'event' ? withEventMeta(entry, { id: String(entry.seq) }) : entry;
    }
  } catch (error) {
    throw toOrpcError(toAppError(error));
  }
}

/** The place after the last event a client saw. */
function toSeqAfter(lastEventId: string | undefined): number | undefined {
  if (lastEventId === undefined || lastEventId === '') return undefined;
  const seq = /^\d{1,10}$/.test(lastEventId) ? Number(lastEventId) : Number.NaN;
  if (!(seq < MAX_SEQ)) {
    throw new AppError(
      'input-invalid',
      `"${lastEventId.slice(0, 40)}" is no Last-Event-ID of a run: it is the number of an event.`,
      {
        data: { field: 'Last-Event-ID' },
      },
    );
  }
  return seq + 1;
}
