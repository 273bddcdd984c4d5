import type { JsonObject } from '#contract/json.ts';
import type { StoredEvent } from '#contract/run-event.ts';

/** Milliseconds a browser waits before it connects again. */
const RETRY_MS = 2_000;

/** A durable event as the stream carries it: its place in the journal is what a client resumes after. */
export function toEventFrame({ seq, event }: StoredEvent): string {
  return `id: ${seq}\nevent: ${event.type}\ndata: ${JSON.stringify({ kind: 'event', seq, event })}\n\n`;
}

/** Live progress of a step. It has no id: it is not kept, and a client that resumes does not get it again. */
export function toProgressFrame(path: string, data: JsonObject): string {
  return `event: progress\ndata: ${JSON.stringify({ kind: 'progress', path, data })}\n\n`;
}

/** Says that nothing follows, so that a client need not connect again. */
export const END_FRAME = 'event: end\ndata: {}\n\n';

/** Keeps proxies from ending a quiet stream. */
export const HEARTBEAT_FRAME = ': still here\n\n';

/** Says how soon to come back, for streams the server ends itself. */
export const RETRY_FRAME = `retry: ${RETRY_MS}\n\n`;
