import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { BlockContext } from '../../context.ts';
import { createFileAccess } from '../../io/file-access.ts';
import { loadBuiltIn, runBlock } from '../../testing/run-block.ts';
import { answerJson, startTestServer, type TestServer } from '../testing/test-server.ts';
import { effectOf } from './run.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'flowright-http-')));
const network = { allowedPrivate: ['127.0.0.1'] };
let server: TestServer;

before(async () => {
  const compressed = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync, zstd: zstdCompressSync };
  server = await startTestServer({
    '/json': (_, response) => answerJson(response, { a: [1, 2] }, { 'X-Twice': '1', 'set-cookie': 'a=1' }),
    '/echo': ({ method, url, headers, body }, response) => answerJson(response, { method, url, headers, body }),
    '/text': (_, response) =>
      response.writeHead(200, { 'content-type': 'text/plain; charset=latin1' }).end(Buffer.from([0xe9])),
    '/binary': (_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from([0, 255])),
    '/bad-json': (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":'),
    '/empty': (_, response) => response.writeHead(204).end(),
    '/compressed': ({ url }, response) => {
      const name = new URLSearchParams(url.split('?')[1]).get('as') as keyof typeof compressed;
      response
        .writeHead(200, { 'content-encoding': name, 'content-type': 'text/plain' })
        .end(compressed[name]('hello '.repeat(1_000)));
    },
    '/bomb': (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(gzipSync(Buffer.alloc(200_000_000)))),
    '/broken-gzip': (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(999)).subarray(0, 20)),
    '/unknown-encoding': (_, response) => response.writeHead(200, { 'content-encoding': 'rot13' }).end('x'),
    '/endless': (_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      const write = (): void => {
        while (response.write('x'.repeat(65_536)));
      };
      response.on('drain', write);
      write();
    },
    '/never': () => undefined,
    '/half': (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
    },
    '/drop': (_, response) => response.destroy(),
    '/busy': (_, response) => response.writeHead(429, { 'retry-after': '7' }).end('slow   down s3cret/+'),
    '/broken': (_, response) => response.writeHead(500).end(),
    '/denied': (_, response) => response.writeHead(403, { 'content-type': 'text/plain' }).end('x'.repeat(10_000)),
  });
});
beforeEach(() => server.seen.splice(0));
after(() => {
  server.close();
  rmSync(root, { recursive: true, force: true });
});

const send = async (path: string, inputs: JsonObject = {}, overrides: Partial<BlockContext> = {}) =>
  (await runBlock(
    'network/http-request',
    { url: server.url + path, ...inputs },
    { network, files: createFileAccess([root]), ...overrides },
  )) as Record<
    string,
    // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was answered
    any
  >;
const failure = async (
  path: string,
  inputs: JsonObject = {},
  overrides: Partial<BlockContext> = {},
): Promise<AppError> => {
  const thrown = await send(path, inputs, overrides).then(
    (answer) => assert.fail(JSON.stringify(answer).slice(0, 200)),
    (error: unknown) => error,
  );
  assert.ok(thrown instanceof AppError, String(thrown));
  return thrown;
};

test('an answer comes with status, headers, body, address and duration', async () => {
  const answer = await send('/json?x=1#fragment');
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['x-twice'], '1');
  assert.deepEqual(answer.headers['set-cookie'], ['a=1']);
  assert.deepEqual(answer.body, { a: [1, 2] });
  assert.equal(answer.url, `${server.url}/json?x=1`);
  assert.ok(Number.isInteger(answer.durationMs));
  assert.deepEqual([answer.pages, answer.items, answer.truncated], [1, [], false]);
  assert.deepEqual((await send('/json', { itemsPath: 'a' })).items, [1, 2]);
});

test('the query is added to the address and headers are sent', async () => {
  const query = { q: 'a b&c', list: [1, 'x'], none: null, object: { a: 1 } };
  const { body } = await send('/echo?first=1', { query, headers: { 'X-Number': 5, Accept: 'text/csv', gone: null } });
  assert.deepEqual(
    [...new URLSearchParams(body.url.split('?')[1])],
    [
      ['first', '1'],
      ['q', 'a b&c'],
      ['list', '1'],
      ['list', 'x'],
      ['object', '{"a":1}'],
    ],
  );
  assert.equal(body.headers['x-number'], '5');
  assert.equal(body.headers.accept, 'text/csv');
  assert.equal(body.headers['user-agent'], 'Flowright');
  assert.ok(!('gone' in body.headers));
});

test('headers that would break out of the request are refused', async () => {
  for (const headers of [
    { a: 'x\r\nEvil: 1' },
    { 'a\nb': 'x' },
    { 'a b': '1' },
    { 'Content-Length': '5' },
    { 'transfer-encoding': 'chunked' },
    { a: {} },
  ]) {
    assert.equal((await failure('/echo', { headers })).code, 'input-invalid', JSON.stringify(headers));
  }
  assert.equal(server.seen.length, 0);
});

test('bodies are sent in every kind', async () => {
  const echo = async (inputs: JsonObject) => {
    const { body } = await send('/echo', { method: 'POST', ...inputs });
    return [body.headers['content-type'], body.body, body.headers['content-length']];
  };
  assert.deepEqual(await echo({ body: { a: 1 } }), ['application/json', '{"a":1}', '7']);
  assert.deepEqual(await echo({ body: 'plain' }), ['text/plain; charset=utf-8', 'plain', '5']);
  assert.deepEqual(await echo({ bodyKind: 'json', body: 'quoted' }), ['application/json', '"quoted"', '8']);
  assert.deepEqual(await echo({ bodyKind: 'form', body: { a: 'b c', d: [1, 2] } }), [
    'application/x-www-form-urlencoded',
    'a=b+c&d=1&d=2',
    '13',
  ]);
  assert.deepEqual(await echo({ bodyKind: 'binary', body: 'AP8=' }), ['application/octet-stream', '\0\xff', '2']);
  assert.deepEqual(await echo({ bodyKind: 'text', body: '<a/>', contentType: 'application/xml' }), [
    'application/xml',
    '<a/>',
    '4',
  ]);
  assert.deepEqual(await echo({ body: '{}', headers: { 'Content-Type': 'application/own' } }), [
    'application/own',
    '{}',
    '2',
  ]);
  assert.deepEqual(await echo({ bodyKind: 'none', body: 'ignored' }), [undefined, '', '0']);
  writeFileSync(join(root, 'send.txt'), 'from a file');
  assert.deepEqual(await echo({ bodyKind: 'file', bodyFile: 'send.txt' }), [
    'application/octet-stream',
    'from a file',
    '11',
  ]);
  assert.equal(
    (await failure('/echo', { method: 'POST', bodyKind: 'file', bodyFile: '/etc/passwd' })).code,
    'path-refused',
  );
  assert.equal(
    (await failure('/echo', { method: 'POST', bodyKind: 'file', bodyFile: 'none.txt' })).code,
    'file-missing',
  );
});

test('a multipart form carries fields and files, and names cannot break out of it', async () => {
  writeFileSync(join(root, 'up.txt'), 'content');
  const { body } = await send('/echo', {
    method: 'POST',
    bodyKind: 'multipart',
    body: { 'a"\r\nX: y': 'value' },
    files: [{ name: 'doc', path: 'up.txt', fileName: 'ä".txt', contentType: 'text/plain' }],
  });
  const boundary = /boundary=(.*)$/.exec(body.headers['content-type'])?.[1] ?? '';
  assert.equal(
    Buffer.from(body.body, 'latin1').toString(),
    [
      `--${boundary}`,
      'Content-Disposition: form-data; name="a%22%0D%0AX: y"',
      '',
      'value',
      `--${boundary}`,
      'Content-Disposition: form-data; name="doc"; filename="ä%22.txt"',
      'Content-Type: text/plain',
      '',
      'content',
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  );
});

test('authentication goes where it was chosen to, from secrets', async () => {
  const headers = async (inputs: JsonObject, secrets: Record<string, string>) =>
    (await send('/echo', inputs, { secrets })).body;
  const basic = await headers({ auth: 'basic', username: 'ü', password: 'name' }, { password: 'p:w' });
  assert.equal(basic.headers.authorization, `Basic ${Buffer.from('ü:p:w').toString('base64')}`);
  assert.equal(
    (await headers({ auth: 'bearer', token: 'name' }, { token: 't0k' })).headers.authorization,
    'Bearer t0k',
  );
  assert.equal(
    (await headers({ auth: 'header', authName: 'X-Own', authValue: 'name' }, { authValue: 'k' })).headers['x-own'],
    'k',
  );
  assert.equal((await headers({ auth: 'query', authValue: 'name' }, { authValue: 'k&1' })).url, '/echo?api_key=k%261');
  assert.equal((await failure('/echo', { auth: 'bearer', token: 'name' })).code, 'secret-missing');
  const url = server.url.replace('//', '//user:p%40w@');
  const answer = await send('', { url: `${url}/echo` });
  assert.equal(answer.body.headers.authorization, `Basic ${Buffer.from('user:p@w').toString('base64')}`);
  assert.equal(answer.url, `${server.url}/echo`);
});

test('no secret shows in outputs of the request or in errors', async () => {
  const secrets = { authValue: 's3cret/+' };
  const answer = await send('/echo', { auth: 'query', authValue: 'n' }, { secrets });
  assert.ok(!answer.url.includes('s3cret'), answer.url);
  const error = await failure('/busy', { auth: 'query', authValue: 'n' }, { secrets });
  assert.ok(!`${error.message}${JSON.stringify(error.data)}`.includes('s3cret'));
  const noAddress = await failure('', { url: 'http//user:pa55@x?key=k3y' });
  assert.ok(!/pa55|k3y/.test(noAddress.message), noAddress.message);
  const refused = await failure('', { url: 'http://user:pa55@10.0.0.1/?key=k3y' });
  assert.ok(!/pa55|k3y/.test(refused.message + JSON.stringify(refused.data)));
});

test('answers are read by their content type, or as asked', async () => {
  assert.equal((await send('/text')).body, 'é');
  assert.equal((await send('/binary')).body, 'AP8=');
  assert.equal((await send('/bad-json')).body, '{"a":');
  assert.equal((await send('/empty')).body, null);
  assert.equal((await send('/json', { response: 'text' })).body, '{"a":[1,2]}');
  assert.equal((await send('/json', { response: 'binary' })).body, Buffer.from('{"a":[1,2]}').toString('base64'));
  assert.equal((await failure('/bad-json', { response: 'json' })).code, 'response-rejected');
  assert.deepEqual(
    [(await send('/json', { method: 'HEAD' })).body, (await send('/compressed?as=gzip', { method: 'HEAD' })).body],
    [null, null],
  );
});

test('compressed answers are unpacked, up to the size limit', async () => {
  for (const as of ['gzip', 'deflate', 'br', 'zstd']) {
    assert.equal((await send('/compressed', { query: { as } })).body, 'hello '.repeat(1_000), as);
  }
  const memory = process.memoryUsage().rss;
  assert.equal((await failure('/bomb', { maxResponseBytes: 1_000_000 })).code, 'limit-exceeded');
  assert.ok(process.memoryUsage().rss - memory < 100_000_000);
  assert.equal((await failure('/broken-gzip')).code, 'request-failed');
  assert.equal((await failure('/unknown-encoding')).code, 'response-rejected');
});

test('an answer without end is cut off', async () => {
  assert.equal((await failure('/endless', { maxResponseBytes: 100_000 })).code, 'limit-exceeded');
});

test('an answer can be saved to a file, which appears only when complete', async () => {
  const answer = await send('/compressed?as=gzip', { response: 'file', saveTo: 'down/load.txt' });
  assert.deepEqual(answer.body, { path: join(root, 'down/load.txt'), sizeBytes: 6_000 });
  assert.equal(readFileSync(join(root, 'down/load.txt'), 'utf8').length, 6_000);
  assert.equal((await failure('/half', { response: 'file', saveTo: 'down/half.txt' })).code, 'request-failed');
  assert.equal(
    (await failure('/endless', { response: 'file', saveTo: 'down/big.txt', maxResponseBytes: 1_000 })).code,
    'limit-exceeded',
  );
  assert.equal((await failure('/json', { response: 'file', saveTo: '../out.txt' })).code, 'path-refused');
  assert.equal((await failure('/busy', { response: 'file', saveTo: 'down/busy.txt' })).code, 'response-unavailable');
  assert.deepEqual(readdirSync(join(root, 'down')), ['load.txt']);
});

test('statuses that may pass are told from those that will not', async () => {
  const busy = await failure('/busy');
  assert.deepEqual([busy.code, busy.retry], ['response-unavailable', 'later']);
  assert.deepEqual(busy.data, {
    status: 429,
    url: `${server.url}/busy`,
    body: 'slow   down s3cret/+',
    retryAfterMs: 7_000,
  });
  assert.equal((await failure('/broken')).code, 'response-unavailable');
  const denied = await failure('/denied');
  assert.deepEqual([denied.code, denied.retry, denied.data?.status], ['response-rejected', 'never', 403]);
  assert.ok(String(denied.data?.body).length <= 500);
  assert.equal((await send('/none', { failOnStatus: false })).status, 404);
  assert.equal((await send('/none', { statuses: '2xx, 404' })).body, 'nothing here');
  assert.equal((await failure('/json', { statuses: '404' })).code, 'response-rejected');
  assert.equal((await failure('/json', { statuses: 'ok' })).code, 'input-invalid');
});

test('failures of the network may be tried again, unless that may do harm', async () => {
  const dropped = await failure('/drop');
  assert.deepEqual([dropped.code, dropped.retry], ['request-failed', 'later']);
  const effect = await failure('/drop', { method: 'POST', body: {} });
  assert.deepEqual([effect.code, effect.retry], ['request-failed', 'never']);
  const keyed = await failure('/drop', { method: 'POST', body: {}, idempotencyKey: true, idempotent: true });
  assert.equal(keyed.retry, 'later');
  assert.equal(server.seen.length, 3);

  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const address = closed.address();
  assert.ok(address !== null && typeof address === 'object');
  closed.close();
  await once(closed, 'close');
  const refused = await failure('', { url: `http://127.0.0.1:${address.port}/x?secret=1`, method: 'POST', body: {} });
  assert.deepEqual([refused.code, refused.retry], ['request-failed', 'later']);
  assert.match(refused.message, /refused the connection.*ECONNREFUSED/);
  assert.ok(!refused.message.includes('secret'));
});

test('TLS that does not work says so', async () => {
  const error = await failure('', { url: server.url.replace('http:', 'https:') });
  assert.equal(error.code, 'request-failed');
  assert.match(error.message, /TLS/);
});

test('a request that takes too long is ended, waiting for headers or for the body', async () => {
  const error = await failure('/never', { timeoutMs: 50 });
  assert.deepEqual([error.code, error.retry], ['request-timeout', 'later']);
  assert.match(error.message, /50 ms/);
  assert.equal(
    (await failure('/endless', { timeoutMs: 100, maxResponseBytes: 2 ** 33, response: 'file', saveTo: 'slow' })).code,
    'request-timeout',
  );
  assert.equal((await failure('/never', { timeoutMs: 50, method: 'POST' })).retry, 'never');
});

test('cancelling ends the request with the reason of the cancel', async () => {
  const controller = new AbortController();
  const reason = new AppError('run-cancelled', 'Cancelled.');
  const running = send('/never', {}, { signal: controller.signal });
  while (server.seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
  controller.abort(reason);
  await assert.rejects(running, (error) => error === reason);
  await assert.rejects(send('/json', {}, { signal: controller.signal }), (error) => error === reason);
});

test('an Idempotency-Key is sent when asked for', async () => {
  assert.equal(
    (await send('/echo', { method: 'POST', idempotencyKey: true }, { idempotencyKey: 'key-1' })).body.headers[
      'idempotency-key'
    ],
    'key-1',
  );
  assert.equal((await send('/echo', { method: 'POST' })).body.headers['idempotency-key'], undefined);
});

test('private addresses are refused unless the settings allow them', async () => {
  for (const url of [
    'http://127.0.0.1',
    'http://localhost',
    'http://[::1]',
    'http://2130706433',
    'http://0x7f.1',
    'http://017700000001',
    'http://[::ffff:7f00:1]',
    'http://１２７.0.0.1',
  ]) {
    const error = await failure('', { url: `${url}:${server.port}/json` }, { network: { allowedPrivate: [] } });
    assert.equal(error.code, 'address-refused', url);
  }
  assert.equal(server.seen.length, 0);
  assert.equal((await send('/json', {}, { network: { allowedPrivate: [`127.0.0.1:${server.port}`] } })).status, 200);
});

test('other protocols and what is no address are refused', async () => {
  for (const url of ['file:///etc/passwd', 'ftp://x', 'gopher://x', 'data:,x', 'javascript:1']) {
    assert.equal((await failure('', { url })).code, 'address-refused', url);
  }
  for (const url of ['nothing', 'http://', '//x', 'http://a b'])
    assert.equal((await failure('', { url })).code, 'input-invalid', url);
});

test('what may be repeated depends on the method', () => {
  assert.equal(loadBuiltIn('network/http-request').effect, 'effect');
  for (const method of ['GET', 'HEAD', 'OPTIONS']) assert.equal(effectOf({ method }), 'read');
  for (const method of ['PUT', 'DELETE']) assert.equal(effectOf({ method }), 'idempotent');
  for (const method of ['POST', 'PATCH']) assert.equal(effectOf({ method }), 'effect');
  assert.equal(effectOf({ method: 'POST', idempotencyKey: true }), 'effect');
  assert.equal(effectOf({ method: 'POST', idempotent: true }), 'effect');
  assert.equal(effectOf({ method: 'POST', idempotencyKey: true, idempotent: true }), 'idempotent');
  assert.equal(effectOf({ method: 'GET', response: 'file' }), 'idempotent');
  assert.equal(effectOf({}), 'read');
});

test('connections kept alive do not keep a process alive', async () => {
  const script = join(root, 'once.mjs');
  const at = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
  writeFileSync(
    script,
    `import { run } from ${at('./run.ts')};
     import { createFakeContext } from ${at('../../testing/fake-context.ts')};
     const { status } = await run(createFakeContext({ url: '${server.url}/json' }, { network: { allowedPrivate: ['*'] } }));
     console.log(status);`,
  );
  const startedAt = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, [script], { timeout: 20_000 });
  assert.equal(stdout.trim(), '200');
  assert.ok(performance.now() - startedAt < 4_000);
});
