import type { StoredEvent } from '#contract/run-event.ts';
import type { Services } from '#operations/services.ts';
import type { ProductCall } from './product-calls.ts';
import type { ResourceSource } from './sources.ts';
import { createUpdates } from './updates.ts';

const PREFIX = 'flowright://runs/';
const TEMPLATE = `${PREFIX}{id}`;
const NEWEST = 50;
/** Events one answer holds, and about how long its text gets; the rest is left to `GET /api/runs/{runId}/events`. */
const MAX_EVENTS = 10_000;
const MAX_TEXT = 4_000_000;
const COMPLETIONS = 100;

interface Listed {
  readonly id: string;
  readonly workflowId: string;
  readonly status: string;
  readonly createdAt: number;
}

/** Address of a run. */
export function toRunUri(runId: string): string {
  return `${PREFIX}${runId}`;
}

/** Runs with their events; the newest ones are listed. */
export function createRunResources(services: Services, call: ProductCall): ResourceSource {
  return {
    templates: [
      {
        uriTemplate: TEMPLATE,
        name: 'run',
        title: 'A run',
        description: 'A run with its input, output, steps and events.',
        mimeType: 'application/json',
      },
    ],
    async list(caller, cursor) {
      if (cursor !== undefined) return { resources: [] };
      const { items } = (await call('listRuns', { limit: NEWEST }, caller)) as { readonly items: readonly Listed[] };
      return {
        resources: items.map(({ id, workflowId, status, createdAt }) => ({
          uri: toRunUri(id),
          name: id,
          title: `${workflowId}: ${status}`,
          description: `Run of the workflow "${workflowId}", created ${new Date(createdAt).toISOString()}; ${status}.`,
          mimeType: 'application/json',
          annotations: { lastModified: new Date(createdAt).toISOString() },
        })),
      };
    },
    async read(uri, caller) {
      const runId = toRunId(uri);
      if (runId === undefined) return undefined;
      const run = (await call('getRun', { runId }, caller)) as { readonly eventCount: number };
      const stop = new AbortController();
      const input = { runId, progress: false };
      const stream = (await call('followRun', input, caller, stop.signal)) as AsyncIterable<StoredEvent>;
      const { events, complete } = await readEvents(stream, run.eventCount);
      stop.abort();
      const text = JSON.stringify({ run, events, complete });
      return { contents: [{ uri, mimeType: 'application/json', text }] };
    },
    async watch(uri, caller, onUpdate) {
      const runId = toRunId(uri);
      if (runId === undefined) return undefined;
      await call('getRun', { runId }, caller);
      const updates = createUpdates(onUpdate);
      const stop = services.host.watch((entry) => {
        if (entry.kind === 'events') updates.notify();
      }, runId);
      return () => {
        stop();
        updates.stop();
      };
    },
    async complete(template, value, caller) {
      if (template !== TEMPLATE) return undefined;
      const { items } = (await call('listRuns', { limit: COMPLETIONS }, caller)) as {
        readonly items: readonly Listed[];
      };
      return items.map(({ id }) => id).filter((id) => id.startsWith(value));
    },
  };
}

function toRunId(uri: string): string | undefined {
  return uri.startsWith(PREFIX) ? uri.slice(PREFIX.length) : undefined;
}

/** The events there are now; a stream of a run that goes on would not end. */
async function readEvents(stream: AsyncIterable<StoredEvent>, count: number) {
  const events: StoredEvent[] = [];
  let size = 0;
  for await (const { seq, event } of stream) {
    events.push({ seq, event });
    size += JSON.stringify(event).length;
    if (seq >= count || events.length >= MAX_EVENTS || size >= MAX_TEXT) break;
  }
  return { events, complete: (events.at(-1)?.seq ?? 0) >= count };
}
