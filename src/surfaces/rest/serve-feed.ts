import type { ProcedureClientInterceptorOptions } from '@orpc/server';
import * as z from 'zod';
import type { OperationMeta } from '#operations/meta.ts';
import type { RunFeed } from '../sse/run-feed.ts';
import type { RestContext } from './rest-context.ts';

type CallOptions = ProcedureClientInterceptorOptions<RestContext, Record<never, never>, Record<never, never>> & {
  next(): Promise<unknown>;
};

/** What an operation that may be served from the feed takes, as far as the feed needs it. */
const FeedInput = z.object({ runId: z.string(), fromSeq: z.number().optional(), progress: z.boolean() });

/**
 * Calls the operation. When it allowed a stream that the feed carries, the feed answers in its place: one iterator per listener,
 * as oRPC has it, costs a promise chain and a check of every event for each of them.
 */
export async function serveFeed(options: CallOptions, feed: RunFeed): Promise<unknown> {
  const { procedure, input, lastEventId, context, next } = options;
  const output = await next();
  const { meta, inputSchema } = procedure['~orpc'];
  if ((meta as Partial<OperationMeta>).feed !== 'run-events' || !isAsyncIterator(output)) return output;
  await output.return?.();
  const checked = await inputSchema?.['~standard'].validate(input);
  const { runId, fromSeq, progress } = FeedInput.parse(
    checked !== undefined && 'value' in checked ? checked.value : input,
  );
  const afterSeq = lastEventId === undefined || lastEventId === '' ? (fromSeq ?? 1) - 1 : Number(lastEventId);
  feed.open({ runId, afterSeq, progress }, context.exchange.response);
  return undefined;
}

function isAsyncIterator(value: unknown): value is AsyncIterator<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
