import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { test } from 'node:test';
import fc from 'fast-check';
import { QUICK_FLOW } from '#surfaces/testing/flow.ts';
import { type ApiDocument, createResponseCheck } from '#surfaces/testing/response-check.ts';
import { OWNER_TOKEN, SESSION, startTestServer } from '#surfaces/testing/test-server.ts';
import { createRequestArbitrary, type HostileRequest } from './hostile/request-arbitrary.ts';
import { ROOT } from './testing/flowright.ts';

const REQUESTS = 2_000;
/** A request that takes longer counts as hanging. */
const HANG_MS = 15_000;
/** How long a live stream is listened to. */
const LEAVE_MS = 100;

interface Received {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  readonly headers: string;
}

test(`${REQUESTS} hostile requests break nothing, hang nowhere and learn nothing`, { timeout: 300_000 }, async (t) => {
  const { port, url, ask, services, feed } = await startTestServer(t);
  await ask('PUT', '/api/workflows/quick', { workflow: QUICK_FLOW });
  const { runId } = (await ask('POST', '/api/workflows/quick/runs', {})).json as { runId: string };
  const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as ApiDocument;
  const check = createResponseCheck(document);
  const secrets = [OWNER_TOKEN, SESSION, ROOT, services.folder, '/node_modules/', 'node:internal', '.ts:'];
  const prefix = document.servers[0]?.url ?? '';
  const statuses = new Map<number, number>();
  const reached = new Set<string>();

  await fc.assert(
    fc.asyncProperty(createRequestArbitrary(document, ['quick', runId]), async (hostile) => {
      const received = await send(port, hostile);
      const { status, text, headers, type } = received;
      const shown = `${status} ${text.slice(0, 300)}`;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status < 300) reached.add(`${hostile.method} ${hostile.path.split('?')[0]}`);
      assert.ok(status < 500, `answered ${shown}`);
      for (const secret of secrets) assert.ok(!(headers + text).includes(secret), `tells ${secret}: ${shown}`);
      assert.doesNotMatch(text, /\n\s+at \S+ \(/, `tells a stack: ${shown}`);
      // The server resolves `..` as every URL parser does: the answer is that of the address it comes to.
      const address = new URL(hostile.path, 'http://localhost').pathname;
      if (address.startsWith(prefix) && hostile.method !== 'HEAD' && hostile.method !== 'OPTIONS')
        check({ method: hostile.method, path: address.slice(prefix.length), status, type, text });
    }),
    { numRuns: REQUESTS, seed: Number(process.env.FLOWRIGHT_SEED ?? 20_260_301), endOnFailure: true },
  );

  const answered = [...statuses].toSorted(([a], [b]) => a - b);
  t.diagnostic(
    `statuses: ${answered.map(([status, count]) => `${status}: ${count}`).join(', ')}; ${reached.size} addresses succeeded`,
  );
  assert.ok((statuses.get(200) ?? 0) > 100, 'too few requests came through for the test to say anything');
  assert.equal(feed.listeners, 0, 'streams were left open');
  assert.equal((await ask('GET', '/api/health')).status, 200, 'the server still answers');
  assert.equal(({} as { admin?: boolean }).admin, undefined, 'a prototype was changed');
});

function send(port: number, { method, path, headers, body }: HostileRequest): Promise<Received> {
  return new Promise((resolve, reject) => {
    const bytes = body === undefined ? undefined : Buffer.from(body);
    const length = bytes === undefined ? {} : { 'content-length': String(bytes.length) };
    const all = { authorization: `Bearer ${OWNER_TOKEN}`, ...length, ...headers };
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers: all, agent: false }, (response) => {
      let text = '';
      const done = () => {
        clearTimeout(timer);
        const type = response.headers['content-type'] ?? null;
        resolve({ status: response.statusCode ?? 0, type, text, headers: response.rawHeaders.join('\n') });
        request.destroy();
      };
      response.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      response.on('end', done).on('error', done);
      // Some live streams never end by themselves: their client leaves.
      if (response.headers['content-type'] === 'text/event-stream') setTimeout(done, LEAVE_MS).unref();
    });
    const timer = setTimeout(() => request.destroy(new Error(`${method} ${path} hangs`)), HANG_MS);
    request.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(error);
    });
    request.end(bytes);
  });
}
