import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { sendRaw } from '../testing/raw-request.ts';
import type { Exchange } from './exchange.ts';
import { createFetchHandle } from './fetch-handle.ts';
import { type HttpLimits, startHttpServer } from './http-server.ts';
import { createLogin } from './login.ts';
import { createRequestListener, type ListenerOptions } from './request-listener.ts';
import { sendJson } from './send.ts';

interface Started {
  readonly url: string;
  readonly port: number;
  readonly log: readonly string[];
  close(graceMs: number): Promise<void>;
}

async function start(
  t: TestContext,
  options: Partial<ListenerOptions> = {},
  limits: Partial<HttpLimits> = {},
): Promise<Started> {
  const log: string[] = [];
  const handle = createRequestListener({
    host: '127.0.0.1',
    allowedHosts: [],
    allowedOrigins: [],
    health: () => ({ status: 'ok' }),
    handles: [],
    mounts: [],
    log: (level, message, data) => log.push(`${level} ${message} ${JSON.stringify(data)}`),
    ...options,
  });
  const server = await startHttpServer({ host: '127.0.0.1', port: 0, handle, limits });
  t.after(() => server.close(0));
  return { ...server, log };
}

const echo = async ({ response, path, address }: Exchange) => {
  sendJson(response, 200, { path, address });
  return true;
};

test('health is answered without loading anything, also under another name', async (t) => {
  let loads = 0;
  const load = async () => {
    loads += 1;
    return echo;
  };
  const { url, port } = await start(t, { mounts: [{ prefix: '/api', load }] });
  assert.deepEqual(await (await fetch(`${url}/api/health`)).json(), { status: 'ok' });
  assert.match(
    await sendRaw(port, 'GET /api/health HTTP/1.1\r\nhost: probe\r\nconnection: close\r\n\r\n'),
    /^HTTP\/1.1 200/,
  );
  assert.equal(loads, 0);
  await Promise.all([fetch(`${url}/api/x`), fetch(`${url}/api/y`)]);
  assert.equal(loads, 1);
});

test('a part that could not be loaded is tried again, and the failure tells nothing', async (t) => {
  let loads = 0;
  const load = async () => {
    loads += 1;
    if (loads === 1) throw new Error('Cannot find module /srv/flowright/secret.ts');
    return echo;
  };
  const { url, log } = await start(t, { mounts: [{ prefix: '/api', load }] });
  const failed = await fetch(`${url}/api/x`);
  assert.equal(failed.status, 500);
  assert.doesNotMatch(await failed.text(), /srv|secret/);
  assert.ok(log.some((line) => line.startsWith('error') && line.includes('secret.ts')));
  assert.equal((await fetch(`${url}/api/x`)).status, 200);
});

test('the fast path sees requests before anything else', async (t) => {
  const { port } = await start(t, {
    tryHandle: (request, response) => {
      if (request.url?.startsWith('/hooks/') !== true) return false;
      response.end('taken');
      return true;
    },
  });
  assert.match(await sendRaw(port, 'POST /hooks/a HTTP/1.1\r\nhost: anything\r\nconnection: close\r\n\r\n'), /taken/);
  assert.match(
    await sendRaw(port, 'POST /other HTTP/1.1\r\nhost: anything\r\nconnection: close\r\n\r\n'),
    /^HTTP\/1.1 403/,
  );
});

test('every answer has an id and headers that keep browsers from being misled', async (t) => {
  const { url } = await start(t, { publicUrl: 'https://flow.example' });
  for (const path of ['/api/health', '/nothing']) {
    const { headers } = await fetch(url + path);
    assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
    assert.match(headers.get('strict-transport-security') ?? '', /max-age/);
    assert.equal(headers.get('access-control-allow-origin'), null);
  }
});

test('pages of configured origins may call, others get no permission', async (t) => {
  const { url } = await start(t, { allowedOrigins: ['https://friend.example'], handles: [echo] });
  const preflight = {
    method: 'OPTIONS',
    headers: { origin: 'https://friend.example', 'access-control-request-method': 'PUT' },
  };
  const allowed = await fetch(`${url}/api/x`, preflight);
  assert.equal(allowed.status, 204);
  assert.equal(allowed.headers.get('access-control-allow-origin'), 'https://friend.example');
  assert.equal(allowed.headers.get('access-control-allow-credentials'), null);
  const other = await fetch(`${url}/api/x`, {
    ...preflight,
    headers: { ...preflight.headers, origin: 'https://evil.example' },
  });
  assert.equal(other.headers.get('access-control-allow-origin'), null);
  const posted = await fetch(`${url}/api/x`, { method: 'POST', headers: { origin: 'https://evil.example' } });
  assert.equal(posted.status, 403);
  assert.equal(
    (await fetch(`${url}/api/x`, { method: 'POST', headers: { origin: 'https://friend.example' } })).status,
    200,
  );
});

test('an address that is too long and headers that are too large are refused', async (t) => {
  const { url, port } = await start(t, { handles: [echo] });
  assert.equal((await fetch(`${url}/${'x'.repeat(9_000)}`)).status, 413);
  const answer = await sendRaw(port, `GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`);
  assert.match(answer, /^HTTP\/1.1 431 .*"limit-exceeded"/s);
});

test('what is no HTTP is refused and the connection ended', async (t) => {
  const { port } = await start(t, { handles: [echo] });
  assert.match(await sendRaw(port, 'hello there\r\n\r\n'), /^HTTP\/1.1 400 .*"usage-invalid"/s);
  const smuggled =
    'POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n';
  assert.match(await sendRaw(port, smuggled), /^HTTP\/1.1 400/);
});

test('a client that sends its request too slowly is cut off', async (t) => {
  const limits = { headersTimeoutMs: 50, requestTimeoutMs: 100, checkEveryMs: 20 };
  const { port } = await start(t, { handles: [echo] }, limits);
  assert.match(await sendRaw(port, 'GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow'), /^HTTP\/1.1 408/);
});

test('an operation that never answers is answered for', async (t) => {
  const { url } = await start(t, { handles: [() => new Promise(() => {})], answerTimeoutMs: 30 });
  const answer = await fetch(url);
  assert.equal(answer.status, 504);
  assert.equal(((await answer.json()) as { error: { code: string } }).error.code, 'request-timeout');
});

test('only a known proxy may say where a client comes from', async (t) => {
  const headers = { 'x-forwarded-for': '203.0.113.1, 198.51.100.7' };
  const direct = await start(t, { handles: [echo] });
  assert.equal(((await (await fetch(direct.url, { headers })).json()) as { address: string }).address, '127.0.0.1');
  const behind = await start(t, { handles: [echo], trustedProxies: ['127.0.0.1'] });
  assert.equal(((await (await fetch(behind.url, { headers })).json()) as { address: string }).address, '198.51.100.7');
});

test('a surface of the Fetch API gets the body and the caller, and its stream is sent as it comes', async (t) => {
  let aborted: Promise<unknown> | undefined;
  const handle = createFetchHandle({
    surface: 'graphql',
    maxBodyBytes: 100,
    fetch: async (request, caller) => {
      if (request.method === 'POST')
        return Response.json({ text: await request.text(), kind: caller.credentials.kind, surface: caller.surface });
      aborted = once(request.signal, 'abort');
      const stream = new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode('first')),
      });
      return new Response(stream, {
        headers: [
          ['set-cookie', 'a=1'],
          ['set-cookie', 'b=2'],
        ],
      });
    },
  });
  const { url } = await start(t, { mounts: [{ prefix: '/graphql', load: async () => handle }] });
  const posted = await fetch(`${url}/graphql`, {
    method: 'POST',
    body: 'hello',
    headers: { authorization: 'Bearer some-token' },
  });
  assert.deepEqual(await posted.json(), { text: 'hello', kind: 'bearer', surface: 'graphql' });
  assert.equal((await fetch(`${url}/graphql`, { method: 'POST', body: 'x'.repeat(101) })).status, 413);
  assert.equal((await fetch(`${url}/graphqlx`)).status, 404);
  const gone = new AbortController();
  const streamed = await fetch(`${url}/graphql?x=1`, { signal: gone.signal });
  assert.deepEqual(streamed.headers.getSetCookie(), ['a=1', 'b=2']);
  const reader = streamed.body?.getReader();
  assert.equal(new TextDecoder().decode((await reader?.read())?.value), 'first');
  gone.abort();
  await aborted;
});

test('a stream that fails half way ends the connection instead of looking whole', async (t) => {
  const handle = createFetchHandle({
    surface: 'x',
    fetch: () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('half'));
          },
          pull: (controller) => controller.error(new Error('broken')),
        }),
      ),
  });
  const { url } = await start(t, { handles: [handle] });
  await assert.rejects(async () => (await fetch(url)).text());
});

test('a one-time link opens a session once, and looking ahead does not use it up', async (t) => {
  const open = new Set<string>();
  let codes = ['the-code'];
  const login = createLogin({
    https: false,
    home: '/home',
    sessions: {
      async exchange(code) {
        if (!codes.includes(code)) return undefined;
        codes = codes.filter((one) => one !== code);
        open.add('flws_0123456789abcdef');
        return { session: 'flws_0123456789abcdef', maxAgeMs: 60_000 };
      },
      isOpen: async (session) => open.has(session),
      end: async (session) => void open.delete(session),
    },
  });
  const { url } = await start(t, { handles: [login] });
  const link = `${url}/login?code=the-code`;
  const get = (headers: Record<string, string> = {}, method = 'GET') =>
    fetch(link, { method, headers, redirect: 'manual' });
  assert.equal((await get({ 'sec-purpose': 'prefetch;prerender' })).status, 204);
  assert.equal((await get({}, 'HEAD')).status, 204);
  const opened = await get();
  assert.equal(opened.status, 303);
  assert.equal(opened.headers.get('location'), '/home');
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  assert.equal((await get()).status, 401);
  assert.equal((await get({ cookie, 'sec-fetch-site': 'none' })).status, 303);
  const leave = (headers: Record<string, string>) =>
    fetch(`${url}/logout`, { method: 'POST', redirect: 'manual', headers });
  assert.equal((await leave({ cookie, origin: 'https://evil.example' })).status, 403);
  assert.equal(open.size, 1);
  const left = await leave({ cookie, origin: url });
  assert.equal(left.status, 303);
  assert.match(left.headers.getSetCookie()[0] ?? '', /Max-Age=0/);
  assert.equal(open.size, 0);
  assert.equal((await fetch(`${url}/logout`)).status, 400);
});

test('a one-time link lands on the page it names, unless that could be of another site', async (t) => {
  const login = createLogin({
    https: false,
    home: '/home',
    sessions: {
      exchange: async () => ({ session: 'flws_0123456789abcdef', maxAgeMs: 60_000 }),
      isOpen: async () => true,
      end: async () => undefined,
    },
  });
  const { url } = await start(t, { handles: [login] });
  const land = async (next: string) => {
    const link = `${url}/login?code=x&next=${encodeURIComponent(next)}`;
    return (await fetch(link, { redirect: 'manual' })).headers.get('location');
  };
  for (const next of ['/', '/runs', '/workflows/a.b-c?tab=runs&q=a%20b#step']) assert.equal(await land(next), next);
  for (const next of [
    '',
    'runs',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/a\r\nset-cookie: x=1',
    '/\t/evil.example',
    '/a b',
    '/ünicode',
    `/${'x'.repeat(3_000)}`,
  ])
    assert.equal(await land(next), '/home', next);
});

test('closing lets what is under way finish, and ends connections that are kept alive', async (t) => {
  let finish: (() => void) | undefined;
  const handle = ({ response }: Exchange) =>
    new Promise<boolean>((resolve) => {
      finish = () => {
        sendJson(response, 200, {});
        resolve(true);
      };
      response.emit('waiting');
    });
  const { url, close } = await start(t, { handles: [handle] });
  const asked = fetch(url);
  while (finish === undefined) await new Promise(setImmediate);
  const closed = close(5_000);
  finish();
  assert.equal((await asked).headers.get('connection'), 'close');
  await closed;
  await assert.rejects(fetch(url));
});

test('closing does not wait for streams', async (t) => {
  const handle = async ({ response }: Exchange) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n');
    return true;
  };
  const { url, close } = await start(t, { handles: [handle] });
  const reader = (await fetch(url)).body?.getReader();
  await reader?.read();
  await close(60_000);
  await assert.rejects(async () => reader?.read());
});

test('errors an answer was begun with are not appended to it', async (t) => {
  const handle = async ({ response }: Exchange) => {
    response.write('half');
    throw new AppError('conflict', 'Too late.');
  };
  const { url } = await start(t, { handles: [handle] });
  await assert.rejects(async () => (await fetch(url)).text());
});
