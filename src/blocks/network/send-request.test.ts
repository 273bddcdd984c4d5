import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { JsonObject } from '#contract/json.ts';
import type { BlockContext } from '../context.ts';
import { runBlock } from '../testing/run-block.ts';
import { answerJson, startTestServer, type TestServer } from './testing/test-server.ts';

let home: TestServer;
let other: TestServer;

before(async () => {
  other = await startTestServer({
    '/seen': ({ method, headers, body }, response) => answerJson(response, { method, headers, body }),
    '/back': (_, response) => response.writeHead(302, { location: `${home.url}/seen` }).end(),
  });
  home = await startTestServer({
    '/seen': ({ method, url, headers, body }, response) => answerJson(response, { method, url, headers, body }),
    '/to': ({ url }, response) => {
      const query = new URLSearchParams(url.split('?')[1]);
      response
        .writeHead(Number(query.get('status') ?? 302), { location: query.get('at') ?? '/seen' })
        .end('x'.repeat(100_000));
    },
    '/loop': (_, response) => response.writeHead(302, { location: '/loop' }).end(),
    '/bare': (_, response) => response.writeHead(302).end('no location'),
  });
});
beforeEach(() => {
  home.seen.splice(0);
  other.seen.splice(0);
});
after(() => {
  home.close();
  other.close();
});

const send = async (path: string, inputs: JsonObject = {}, overrides: Partial<BlockContext> = {}) =>
  (await runBlock(
    'network/http-request',
    { url: home.url + path, ...inputs },
    { network: { allowedPrivate: ['127.0.0.1'] }, ...overrides },
    // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was answered
  )) as Record<string, any>;

test('redirects are followed to the end, and the address says where', async () => {
  const answer = await send('/to?at=%2Fto%3Fat%3D%2Fseen');
  assert.equal(answer.url, `${home.url}/seen`);
  assert.equal(home.seen.length, 3);
});

test('methods and bodies survive redirects as the standard says', async () => {
  const after = async (method: string, status: number) => {
    const { body } = await send(`/to?status=${status}`, { method, body: 'data' });
    return [body.method, body.body, body.headers['content-type']];
  };
  const type = 'text/plain; charset=utf-8';
  assert.deepEqual(await after('POST', 301), ['GET', '', undefined]);
  assert.deepEqual(await after('POST', 302), ['GET', '', undefined]);
  assert.deepEqual(await after('POST', 303), ['GET', '', undefined]);
  assert.deepEqual(await after('PUT', 302), ['PUT', 'data', type]);
  assert.deepEqual(await after('PUT', 303), ['GET', '', undefined]);
  assert.deepEqual(await after('POST', 307), ['POST', 'data', type]);
  assert.deepEqual(await after('POST', 308), ['POST', 'data', type]);
});

test('credentials stay with the origin they were given for', async () => {
  const inputs = { auth: 'bearer', token: 'name', headers: { Cookie: 'c=1', 'X-API-Key': 'k', Accept: 'text/csv' } };
  const secrets = { token: 't0ken' };
  const same = (await send('/to', inputs, { secrets })).body.headers;
  assert.deepEqual([same.authorization, same.cookie, same['x-api-key']], ['Bearer t0ken', 'c=1', 'k']);
  const away = (await send(`/to?at=${other.url}/seen`, inputs, { secrets })).body.headers;
  assert.deepEqual(
    [away.authorization, away.cookie, away['x-api-key'], away.accept],
    [undefined, undefined, undefined, 'text/csv'],
  );
  const back = (await send(`/to?at=${other.url}/back`, inputs, { secrets })).body.headers;
  assert.deepEqual([back.authorization, back.cookie], [undefined, undefined]);
  await send(`/to?at=http://user:pw@127.0.0.1:${other.port}/seen`);
  assert.equal(other.seen.at(-1)?.headers.authorization, undefined);
});

test('a secret in the query goes along on its own origin only', async () => {
  const inputs = { auth: 'query', authName: 'key', authValue: 'name' };
  const secrets = { authValue: 's3cret' };
  assert.equal((await send('/to', inputs, { secrets })).body.url, '/seen?key=s3cret');
  await send(`/to?at=${other.url}/seen`, inputs, { secrets });
  assert.equal(other.seen[0]?.url, '/seen');
});

test('redirects without end are refused, and may be taken as the answer', async () => {
  await assert.rejects(send('/loop', { maxRedirects: 3 }), { code: 'response-rejected', message: /more than 3 times/ });
  assert.equal(home.seen.length, 4);
  await assert.rejects(send('/to', { maxRedirects: 0 }), { code: 'response-rejected' });
  const answer = await send('/to', { followRedirects: false });
  assert.deepEqual([answer.status, answer.headers.location], [302, '/seen']);
  assert.equal((await send('/bare', { failOnStatus: false })).body.length > 0, true);
});

test('a redirect leads to no address that is refused and to no other protocol', async () => {
  const network = { allowedPrivate: [`127.0.0.1:${home.port}`] };
  for (const at of [
    `${other.url}/seen`,
    'http://169.254.169.254/latest/meta-data',
    `http://2130706433:${other.port}/`,
    'file:///etc/passwd',
    `http://localhost:${other.port}/seen`,
  ]) {
    await assert.rejects(send(`/to?at=${encodeURIComponent(at)}`, {}, { network }), { code: 'address-refused' }, at);
  }
  assert.equal(other.seen.length, 0);
});
