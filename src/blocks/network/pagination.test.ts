import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { JsonObject } from '#contract/json.ts';
import type { BlockContext } from '../context.ts';
import { runBlock } from '../testing/run-block.ts';
import { answerJson, startTestServer, type TestServer } from './testing/test-server.ts';

const ALL = Array.from({ length: 7 }, (_, index) => index);
let server: TestServer;
let other: TestServer;

const query = (url: string): URLSearchParams => new URLSearchParams(url.split('?')[1]);

before(async () => {
  other = await startTestServer({ '/more': (_, response) => answerJson(response, { items: [99] }) });
  server = await startTestServer({
    '/pages': ({ url }, response) => {
      const page = Number(query(url).get('page') ?? '1');
      const size = Number(query(url).get('limit') ?? '3');
      answerJson(response, { items: ALL.slice((page - 1) * size, page * size), more: page * size < ALL.length });
    },
    '/offset': ({ url }, response) =>
      answerJson(response, ALL.slice(Number(query(url).get('offset')), Number(query(url).get('offset')) + 3)),
    '/cursor': ({ url }, response) => {
      const from = Number(query(url).get('cursor') ?? '0');
      answerJson(response, {
        data: { list: ALL.slice(from, from + 3) },
        next_cursor: from + 3 < ALL.length ? from + 3 : null,
        filter: query(url).get('filter'),
      });
    },
    '/next': ({ url }, response) => {
      const from = Number(query(url).get('from') ?? '0');
      answerJson(response, {
        items: ALL.slice(from, from + 3),
        ...(from + 3 < ALL.length ? { next: `?from=${from + 3}` } : {}),
      });
    },
    '/link': ({ url }, response) => {
      const from = Number(query(url).get('from') ?? '0');
      const link =
        from + 3 < ALL.length ? `</first>; rel="first", </link?from=${from + 3}>; rel="next"` : '</first>; rel=first';
      answerJson(response, ALL.slice(from, from + 3), { link });
    },
    '/circle': (_, response) => answerJson(response, { items: [1], next: '/circle' }),
    '/away': (_, response) => answerJson(response, { items: [1], next: `${other.url}/more` }),
    '/object': (_, response) => answerJson(response, { rows: [], total: 0 }),
    '/big': ({ url }, response) =>
      answerJson(response, { items: ['x'.repeat(1_000)], next: `?n=${Number(query(url).get('n')) + 1}` }),
  });
});
beforeEach(() => server.seen.splice(0));
after(() => {
  server.close();
  other.close();
});

const send = async (path: string, inputs: JsonObject, overrides: Partial<BlockContext> = {}) =>
  (await runBlock(
    'network/http-request',
    { url: server.url + path, ...inputs },
    { network: { allowedPrivate: ['127.0.0.1'] }, ...overrides },
    // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was answered
  )) as Record<string, any>;

test('pages are read to the end in every way servers number them', async () => {
  const ways: readonly (readonly [string, JsonObject])[] = [
    ['/pages', { pagination: 'page', itemsPath: 'items' }],
    ['/pages', { pagination: 'page', itemsPath: 'items', hasMorePath: 'more' }],
    ['/pages', { pagination: 'page', itemsPath: 'items', pageSize: 4, pageSizeParam: 'limit' }],
    ['/offset', { pagination: 'offset' }],
    ['/cursor', { pagination: 'cursor', itemsPath: 'data.list', query: { filter: 'x' } }],
    ['/next', { pagination: 'next_url', itemsPath: 'items' }],
    ['/link', { pagination: 'link' }],
  ];
  const counts: number[] = [];
  for (const [path, inputs] of ways) {
    const answer = await send(path, inputs);
    assert.deepEqual(answer.items, ALL, path);
    assert.equal(answer.truncated, false);
    counts.push(answer.pages);
  }
  assert.deepEqual(counts, [4, 3, 2, 4, 3, 3, 3]);
  assert.equal(
    (await send('/cursor', { pagination: 'cursor', itemsPath: 'data.list', query: { filter: 'x' } })).body.filter,
    'x',
  );
});

test('there is an end to pages, and it is told', async () => {
  const progress: JsonObject[] = [];
  const answer = await send('/link', { pagination: 'link', maxPages: 2 }, { emit: (one) => progress.push(one) });
  assert.deepEqual([answer.items.length, answer.pages, answer.truncated], [6, 2, true]);
  assert.deepEqual(progress, [
    { pages: 1, items: 3 },
    { pages: 2, items: 6 },
  ]);
});

test('pages that go in a circle are refused', async () => {
  await assert.rejects(send('/circle', { pagination: 'next_url', itemsPath: 'items' }), {
    code: 'response-rejected',
    message: /circle/,
  });
});

test('the size limit counts all pages together', async () => {
  await assert.rejects(
    send('/big', { pagination: 'next_url', itemsPath: 'items', maxPages: 1_000, maxResponseBytes: 5_000 }),
    { code: 'limit-exceeded' },
  );
  assert.ok(server.seen.length <= 6);
});

test('a page without the list of items names what is there', async () => {
  await assert.rejects(send('/object', { pagination: 'page', itemsPath: 'items' }), {
    code: 'response-rejected',
    message: /"items".*rows, total/,
  });
  await assert.rejects(send('/pages', { pagination: 'next_url', itemsPath: 'items', nextPath: 'items' }), {
    code: 'response-rejected',
    message: /nextPath/,
  });
  await assert.rejects(send('/pages', { pagination: 'page', response: 'file', saveTo: 'x' }), {
    code: 'input-invalid',
  });
});

test('a next page on another origin gets no credentials and is checked like any address', async () => {
  const inputs = { pagination: 'next_url', itemsPath: 'items', auth: 'bearer', token: 'n', headers: { Cookie: 'a=1' } };
  const answer = await send('/away', inputs, { secrets: { token: 't' } });
  assert.deepEqual(answer.items, [1, 99]);
  assert.deepEqual([server.seen[0]?.headers.authorization, server.seen[0]?.headers.cookie], ['Bearer t', 'a=1']);
  assert.deepEqual([other.seen[0]?.headers.authorization, other.seen[0]?.headers.cookie], [undefined, undefined]);
  const network = { allowedPrivate: [`127.0.0.1:${server.port}`] };
  await assert.rejects(send('/away', inputs, { secrets: { token: 't' }, network }), { code: 'address-refused' });
});

test('every page carries a key of its own', async () => {
  await send('/link', { pagination: 'link', idempotencyKey: true, maxPages: 2 }, { idempotencyKey: 'k' });
  assert.deepEqual(
    server.seen.map(({ headers }) => headers['idempotency-key']),
    ['k', 'k/2'],
  );
});
