import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { startHttpServer } from '../http/http-server.ts';
import { createRequestListener } from '../http/request-listener.ts';
import { sendRaw } from '../testing/raw-request.ts';
import { createWeb } from './create-web.ts';

const PAGE = '<!doctype html><meta property="csp-nonce" nonce="FLOWRIGHT-NONCE"><script src="/assets/a-1.js"></script>';
const SCRIPT = `console.log(${JSON.stringify('x'.repeat(50))})`;

async function serve(t: TestContext, files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'flowright-web-'));
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    handle: createRequestListener({
      host: '127.0.0.1',
      allowedHosts: [],
      allowedOrigins: [],
      health: () => ({ status: 'ok' }),
      handles: [],
      mounts: [{ prefix: '', load: async () => createWeb({ folder }) }],
      log: () => undefined,
    }),
  });
  t.after(async () => {
    await server.close(0);
    rmSync(folder, { recursive: true, force: true });
  });
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(server.url + path, { headers: { 'accept-encoding': 'identity', ...headers } });
  return { get, write, port: server.port };
}

const HTML = { accept: 'text/html,*/*' };

test('every address a person may open answers the page, with a nonce of its own in the policy', async (t) => {
  const { get } = await serve(t, { 'index.html': PAGE });
  const nonces = new Set<string>();
  for (const path of ['/', '/workflows/daily-orders?step=a', '/runs/01m7']) {
    const answer = await get(path, HTML);
    const nonce = /nonce="([^"]+)"/.exec(await answer.text())?.[1] ?? '';
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-security-policy') ?? '', /script-src 'self';/);
    assert.ok(answer.headers.get('content-security-policy')?.includes(`style-src 'self' 'nonce-${nonce}'`));
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    nonces.add(nonce);
  }
  assert.equal(nonces.size, 3);
});

test('what no browser opens as a page stays not found', async (t) => {
  const { get } = await serve(t, { 'index.html': PAGE });
  assert.equal((await get('/workflows', { accept: 'application/json' })).status, 404);
  assert.equal((await get('/assets/gone-9.js', HTML)).status, 404);
});

test('a file is served compressed as the browser likes, and for ever when its name holds a hash', async (t) => {
  const { get } = await serve(t, {
    'index.html': PAGE,
    'assets/a-1.js': SCRIPT,
    'assets/a-1.js.br': 'br bytes',
    'icon.svg': '<svg/>',
  });
  const plain = await get('/assets/a-1.js');
  assert.equal(await plain.text(), SCRIPT);
  assert.match(plain.headers.get('cache-control') ?? '', /immutable/);
  assert.equal(plain.headers.get('vary'), 'accept-encoding');
  const { headers } = await fetchHead(get, '/assets/a-1.js', { 'accept-encoding': 'gzip, br' });
  assert.equal(headers.get('content-encoding'), 'br');
  const icon = await get('/icon.svg');
  assert.equal(icon.headers.get('content-type'), 'image/svg+xml');
  assert.equal(icon.headers.get('cache-control'), 'no-cache');
});

/** The bytes of the compressed file are none, so that only its headers can be looked at. */
async function fetchHead(
  get: (path: string, headers: Readonly<Record<string, string>>) => Promise<Response>,
  path: string,
  headers: Readonly<Record<string, string>>,
) {
  const answer = await get(path, headers);
  await answer.body?.cancel();
  return answer;
}

test('no path leaves the folder', async (t) => {
  const { port } = await serve(t, { 'index.html': PAGE, 'assets/a-1.js': SCRIPT });
  for (const path of ['/../../etc/passwd.js', '/assets/..%2f..%2fpackage.json', '/assets/../../package.json']) {
    const answer = await sendRaw(port, `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: close\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 404/, path);
  }
});

test('files of a build made while the server runs are found', async (t) => {
  const { get, write } = await serve(t, { 'index.html': PAGE, 'assets/a-1.js': SCRIPT });
  assert.equal((await get('/assets/a-1.js')).status, 200);
  write('assets/b-2.js', 'new');
  assert.equal(await (await get('/assets/b-2.js')).text(), 'new');
});

test('without a build the page says how to make one', async (t) => {
  const { get } = await serve(t, {});
  const answer = await get('/', HTML);
  assert.equal(answer.status, 503);
  assert.match(await answer.text(), /npm run build/);
});
