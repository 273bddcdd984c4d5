import type { JsonObject } from '#contract/json.ts';
import type { StoredEvent } from '#contract/run-event.ts';
import type { RunRecord } from '#journal/journal.ts';
import type { TriggerPorts } from '../ports.ts';

/** What a waiting caller is answered with: what a `webhook.respond` step said, or how the run ended. */
export type Reply =
  | { readonly kind: 'response'; readonly output: JsonObject }
  | { readonly kind: 'end'; readonly record: RunRecord };

/** What the first `webhook.respond` step among the events said. */
function findResponse(events: Iterable<StoredEvent>, respondSteps: ReadonlySet<string>): JsonObject | undefined {
  for (const { event } of events) {
    if (event.type !== 'step-succeeded' || !respondSteps.has(event.path.slice(event.path.lastIndexOf('.') + 1)))
      continue;
    const { output } = event;
    // A disabled step has a null output, and says nothing.
    if (typeof output === 'object' && output !== null && !Array.isArray(output)) return output as JsonObject;
  }
  return undefined;
}

/** Waits until a `webhook.respond` step has spoken or the run has ended; undefined when `signal` aborts first. */
export async function awaitReply(
  ports: Pick<TriggerPorts, 'host' | 'journal'>,
  runId: string,
  respondSteps: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Reply | undefined> {
  const { host, journal } = ports;
  const untilEnd = async (): Promise<Reply | undefined> => {
    const record = await host.waitForEnd(runId, signal);
    return record === undefined ? undefined : { kind: 'end', record };
  };
  if (respondSteps.size === 0) return untilEnd();
  const spoken = Promise.withResolvers<Reply | undefined>();
  const look = (events: Iterable<StoredEvent>): boolean => {
    const output = findResponse(events, respondSteps);
    if (output !== undefined) spoken.resolve({ kind: 'response', output });
    return output !== undefined;
  };
  const stop = host.watch((entry) => {
    if (entry.kind === 'events') look(entry.events);
  }, runId);
  try {
    // What was said before anybody watched, which with an idempotency key may be long ago. Watchers are not told of what was on its way to
    // the disk already, so that comes first; a disk that fails ends the wait for the end as well.
    await journal.flush().catch(() => undefined);
    if (look(journal.read(runId))) return await spoken.promise;
    const end = untilEnd();
    end.then(
      (reply) => {
        // Runs of another process are not watched here; the journal has all.
        if (reply === undefined || !look(journal.read(runId))) spoken.resolve(reply);
      },
      (error: unknown) => spoken.reject(error),
    );
    return await spoken.promise;
  } finally {
    stop();
  }
}
