import assert from 'node:assert/strict';
import { get as httpGet } from 'node:http';
import { type TestContext, test } from 'node:test';
import type { RunEvent, StoredEvent } from '#contract/run-event.ts';
import type { LiveEntry } from '#hosts/host.ts';
import type { RunRecord } from '#journal/journal.ts';
import { startHttpServer } from '../http/http-server.ts';
import { toPublicError } from '../http/public-error.ts';
import { sendError } from '../http/send.ts';
import { createRunFeed, type FeedOptions } from './run-feed.ts';

const step = (n: number): RunEvent => ({ type: 'step-started', at: n, path: `s${n}`, attempt: 1 });
const END: RunEvent = { type: 'run-finished', at: 0, status: 'succeeded' };

/** A run in memory, and a server that streams it. */
async function start(t: TestContext, options: Partial<FeedOptions> & { readonly written?: Promise<void> } = {}) {
  const events: StoredEvent[] = [];
  const listeners = new Set<(entry: LiveEntry) => void>();
  const errors: unknown[] = [];
  let reads = 0;
  let finishedAt: number | undefined;
  const written = options.written ?? Promise.resolve();
  const findRun = (id: string) =>
    id === 'run' ? ({ id, eventCount: events.length, finishedAt } as Partial<RunRecord> as RunRecord) : undefined;
  const feed = createRunFeed(
    {
      journal: {
        findRun,
        flush: () => written,
        read: (_, fromSeq = 1) => {
          reads += 1;
          return events.slice(fromSeq - 1);
        },
      },
      host: {
        watch: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
    },
    { onError: (error) => errors.push(error), ...options },
  );
  const server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    handle: (request, response) => {
      const url = new URL(request.url ?? '/', 'http://x');
      try {
        const afterSeq = Number(request.headers['last-event-id'] ?? 0);
        feed.open({ runId: url.pathname.slice(1), afterSeq, progress: url.searchParams.has('progress') }, response);
      } catch (error) {
        sendError(response, toPublicError(error, 'request-1').error);
      }
    },
  });
  t.after(() => server.close(0));
  const append = (event: RunEvent, tell = true) => {
    const stored = { seq: events.length + 1, event };
    events.push(stored);
    if (event.type === 'run-finished') finishedAt = 1;
    if (tell) for (const listener of listeners) listener({ kind: 'events', runId: 'run', events: [stored] });
  };
  const progress = (data: { readonly done: number }) => {
    for (const listener of listeners) listener({ kind: 'progress', runId: 'run', path: 's1', data });
  };
  const ids = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  return { ...server, feed, append, progress, ids, errors, watchers: listeners, reads: () => reads };
}

/** Hands on a stream as it comes; resolves at its end. */
async function collect(response: Response, add: (part: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) add(decoder.decode(chunk, { stream: true }));
}

test('a stream holds what was and what comes, each event once and in order, and ends with the run', async (t) => {
  const { url, append, ids, feed, watchers } = await start(t);
  for (let n = 1; n <= 3; n += 1) append(step(n));
  const response = await fetch(`${url}/run`);
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  assert.equal(response.headers.get('cache-control'), 'no-cache, no-transform');
  assert.equal(response.headers.get('x-accel-buffering'), 'no');
  const text = response.text();
  for (let n = 4; n <= 50; n += 1) {
    append(step(n));
    if (n % 7 === 0) await new Promise(setImmediate);
  }
  append(END);
  assert.deepEqual(
    ids(await text),
    Array.from({ length: 51 }, (_, at) => at + 1),
  );
  assert.match(await text, /event: run-finished\ndata: .*\n\nevent: end\ndata: \{\}\n\n$/);
  while (feed.listeners > 0) await new Promise(setImmediate);
  assert.equal(watchers.size, 0);
});

test('a client that comes back goes on after the last event it has, and is told when nothing follows', async (t) => {
  const { url, append, ids } = await start(t);
  for (let n = 1; n <= 4; n += 1) append(step(n));
  append(END);
  const later = await fetch(`${url}/run`, { headers: { 'last-event-id': '3' } });
  assert.deepEqual(ids(await later.text()), [4, 5]);
  const done = await fetch(`${url}/run`, { headers: { 'last-event-id': '5' } });
  assert.equal(done.status, 204);
});

test('progress goes to those who want it only', async (t) => {
  const { url, append, progress, ids } = await start(t);
  append(step(1));
  const [all, events] = await Promise.all([fetch(`${url}/run?progress`), fetch(`${url}/run`)]);
  const read: string[] = ['', ''];
  const done = Promise.all([all, events].map((response, at) => collect(response, (part) => (read[at] += part))));
  append(step(2));
  // Progress is not kept, so it only reaches who has caught up.
  while (read[0]?.includes('progress') !== true) {
    progress({ done: 1 });
    await new Promise(setImmediate);
  }
  append(END);
  await done;
  const [first = '', second = ''] = read;
  assert.deepEqual(ids(first), [1, 2, 3]);
  assert.deepEqual(ids(second), [1, 2, 3]);
  assert.match(first, /event: progress\ndata: \{"kind":"progress","path":"s1","data":\{"done":1\}\}\n\n/);
  assert.doesNotMatch(second, /progress/);
});

test('events another process wrote are found without being told of', async (t) => {
  const { url, append, ids } = await start(t, { lookEveryMs: 20 });
  append(step(1));
  const text = (await fetch(`${url}/run`)).text();
  append(step(2), false);
  append(END, false);
  assert.deepEqual(ids(await text), [1, 2, 3]);
});

test('events queued before anybody listened are sent once they are on disk', async (t) => {
  const { promise: written, resolve } = Promise.withResolvers<void>();
  const { url, append, ids } = await start(t, { written, lookEveryMs: 60_000 });
  append(step(1));
  const text = (await fetch(`${url}/run`)).text();
  append(step(2), false);
  append(END, false);
  resolve();
  assert.deepEqual(ids(await text), [1, 2, 3]);
});

test('a gap in what is told is filled from the journal', async (t) => {
  const { url, append, ids } = await start(t);
  append(step(1));
  const response = await fetch(`${url}/run`);
  const text = response.text();
  append(step(2), false);
  append(step(3));
  append(END);
  assert.deepEqual(ids(await text), [1, 2, 3, 4]);
});

test('a client that does not read takes bounded memory, and gets everything once it reads', async (t) => {
  const { url, append, ids } = await start(t);
  append(step(1));
  const response = await new Promise<import('node:http').IncomingMessage>((resolve) => httpGet(`${url}/run`, resolve));
  response.pause();
  const large = 'x'.repeat(200_000);
  for (let n = 2; n <= 60; n += 1) {
    append({ type: 'step-started', at: n, path: `s${n}`, attempt: 1, input: large });
    await new Promise(setImmediate);
  }
  append(END);
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  assert.deepEqual(
    ids(text),
    Array.from({ length: 61 }, (_, at) => at + 1),
  );
});

test('a quiet stream is kept open by comments, and ended with a hint to come back', async (t) => {
  const { url, append, feed } = await start(t, { heartbeatMs: 10 });
  append(step(1));
  const response = await fetch(`${url}/run`);
  const reader = response.body?.getReader();
  let text = '';
  while (!text.includes(': still here')) text += new TextDecoder().decode((await reader?.read())?.value);
  feed.close();
  for (;;) {
    const part = await reader?.read();
    if (part?.done !== false) break;
    text += new TextDecoder().decode(part.value);
  }
  assert.match(text, /retry: 2000\n\n$/);
});

test('there can be so many listeners, and runs that are not there have none', async (t) => {
  const { url, append } = await start(t, { maxListeners: 1 });
  append(step(1));
  assert.equal((await fetch(`${url}/nothing`)).status, 404);
  const first = await fetch(`${url}/run`);
  const second = await fetch(`${url}/run`);
  assert.equal(second.status, 429);
  assert.equal(second.headers.get('retry-after'), '5');
  await first.body?.cancel();
});
