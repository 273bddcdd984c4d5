import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventIterator } from '@orpc/server';
import { getIntrospectionQuery } from 'graphql';
import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import { operations } from '#operations/list.ts';
import { operation } from '#operations/operation.ts';
import { QUICK_FLOW } from '../testing/flow.ts';
import { OWNER_TOKEN, READER_TOKEN, startTestServer, type TestServer } from '../testing/test-server.ts';

interface Result {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly string[];
    readonly extensions: { readonly code: string; readonly status?: number; readonly data?: unknown };
  }[];
}

const open = operation.meta({ permission: null, effect: 'read', audit: false });

/** Asks as the owner unless `headers` say otherwise. */
async function query(
  { ask }: TestServer,
  text: string,
  variables: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Result & { readonly status: number }> {
  const { status, json } = await ask('POST', '/graphql', { query: text, variables }, headers);
  return { ...(json as Result), status };
}

function codeOf({ errors }: Result): string | undefined {
  return errors?.[0]?.extensions.code;
}

function dataOf({ data, errors }: Result): Readonly<Record<string, unknown>> {
  return data ?? assert.fail(JSON.stringify(errors));
}

/** Reads a stream of server-sent events to its end. */
async function readStream(response: Response): Promise<readonly Result[]> {
  const text = await response.text();
  assert.match(text, /event: complete\n/);
  return text.split('\n\n').flatMap((message) => {
    const data = /^event: next\ndata: (.*)$/m.exec(message)?.[1];
    return data === undefined ? [] : [JSON.parse(data) as Result];
  });
}

function subscribe({ url }: TestServer, text: string, variables: object, init: RequestInit = {}): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    ...init,
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${OWNER_TOKEN}`,
    },
    body: JSON.stringify({ query: text, variables }),
  });
}

const SAVE = 'mutation($w: JSON!) { workflowSave(workflowId: "quick", workflow: $w) { version isNew } }';
const START = 'mutation { runStart(workflowId: "quick") { runId existing } }';
const FOLLOW = 'subscription($id: String!) { runEvents(runId: $id) }';

test('a workflow is saved, run, followed and looked at', async (t) => {
  const server = await startTestServer(t);
  assert.deepEqual((await query(server, SAVE, { w: QUICK_FLOW })).data, { workflowSave: { version: 1, isNew: true } });
  const started = await query(server, START);
  const { runId } = dataOf(started).runStart as { runId: string };
  const entries = await readStream(await subscribe(server, FOLLOW, { id: runId }));
  const types = entries.map(({ data }) => JSON.stringify(data).match(/"type":"([^"]+)"/)?.[1]);
  assert.equal(types[0], 'run-created');
  assert.equal(types.at(-1), 'run-finished');
  const seen = await query(
    server,
    'query($id: String!) { runGet(runId: $id) { status createdAt steps { path status } waits { kind } } all: workflowList { items { id } } }',
    { id: runId },
  );
  assert.equal(seen.errors, undefined);
  const run = dataOf(seen).runGet as { status: string; createdAt: number; steps: readonly object[] };
  assert.equal(run.status, 'SUCCEEDED');
  assert.ok(run.createdAt > 1e12);
  assert.deepEqual(run.steps, [{ path: 'set', status: 'SUCCEEDED' }]);
  assert.deepEqual(seen.data?.all, { items: [{ id: 'quick' }] });
});

test('an error has code, status and data, and leaves the other fields their answers', async (t) => {
  const server = await startTestServer(t);
  const result = await query(server, '{ workflowGet(workflowId: "none") { id } workflowList { items { id } } }');
  assert.equal(result.status, 200);
  assert.deepEqual(result.data, { workflowGet: null, workflowList: { items: [] } });
  assert.equal(result.errors?.[0]?.extensions.code, 'workflow-not-found');
  assert.equal(result.errors?.[0]?.extensions.status, 404);
  assert.deepEqual(result.errors?.[0]?.path, ['workflowGet']);
  const invalid = await query(server, '{ workflowGet(workflowId: "///") { id } }');
  assert.equal(codeOf(invalid), 'input-invalid');
  assert.ok(JSON.stringify(invalid.errors?.[0]?.extensions.data).includes('workflowId'));
});

test('who shows nothing is refused, and who may only read changes nothing', async (t) => {
  const server = await startTestServer(t);
  assert.equal(
    codeOf(await query(server, '{ workflowList { items { id } } }', {}, { authorization: '' })),
    'unauthenticated',
  );
  const reader = { authorization: `Bearer ${READER_TOKEN}` };
  assert.equal(codeOf(await query(server, SAVE, { w: QUICK_FLOW }, reader)), 'forbidden');
  assert.equal(server.services.workflows.find('quick'), undefined);
  assert.deepEqual((await query(server, '{ workflowList { items { id } } }', {}, reader)).data, {
    workflowList: { items: [] },
  });
  const denied = await fetch(
    `${server.url}/graphql?query=${encodeURIComponent('subscription { runEvents(runId: "x") }')}`,
    {
      headers: { accept: 'text/event-stream' },
    },
  );
  assert.equal(codeOf((await readStream(denied))[0] ?? {}), 'unauthenticated');
});

test('the schema is told to known callers, in the usual query, and to nobody else', async (t) => {
  const server = await startTestServer(t);
  const known = await query(server, getIntrospectionQuery());
  assert.equal(known.errors, undefined);
  assert.ok(known.data?.__schema);
  const unknown = await query(server, getIntrospectionQuery(), {}, { authorization: '' });
  assert.equal(codeOf(unknown), 'unauthenticated');
  assert.equal(unknown.data, undefined);
  const hidden = 'query { ...on Query { a: __type(name: "Query") { name } } }';
  assert.equal(codeOf(await query(server, hidden, {}, { authorization: '' })), 'unauthenticated');
});

test('a defect is answered without its words, and logged with them', async (t) => {
  const broken = open.handler(() => {
    throw new TypeError('secret words of /home/somebody/file');
  });
  const stream = open.output(eventIterator(z.number())).handler(async function* () {
    yield 1;
    throw new TypeError('secret words of /home/somebody/file');
  });
  const server = await startTestServer(t, { router: { test: { broken, stream } } });
  const answer = await server.ask('POST', '/graphql', { query: '{ testBroken }' });
  assert.doesNotMatch(answer.text, /secret|somebody|stack/);
  assert.equal(codeOf(answer.json as Result), 'internal');
  assert.match(JSON.stringify(server.services.logged), /secret words of/);
  const streamed = await readStream(await subscribe(server, 'subscription { testStream }', {}));
  assert.deepEqual(streamed[0]?.data, { testStream: 1 });
  assert.equal(codeOf(streamed[1] ?? {}), 'internal');
  assert.doesNotMatch(JSON.stringify(streamed), /secret|somebody/);
});

test('a subscription that is left stops its operation and frees its place', async (t) => {
  const stopped = Promise.withResolvers<void>();
  const endless = open.output(eventIterator(z.number())).handler(async function* ({ signal }) {
    yield 1;
    const { promise, resolve } = Promise.withResolvers<void>();
    signal?.addEventListener('abort', () => resolve(), { once: true });
    await promise;
    stopped.resolve();
  });
  const server = await startTestServer(t, { router: { test: { endless } } });
  const leave = new AbortController();
  const response = await subscribe(server, 'subscription { testEndless }', {}, { signal: leave.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('event: next')) text += (await reader?.read())?.value ?? assert.fail('ended too early');
  leave.abort();
  await stopped.promise;
});

test('queries beyond the limits are refused before anything is called', async (t) => {
  let calls = 0;
  const count = open.output(z.object({ n: z.number() })).handler(() => ({ n: ++calls }));
  const server = await startTestServer(t, { router: { ...operations, test: { count } } });
  const hostile: Readonly<Record<string, string>> = {
    aliases: `{ ${Array.from({ length: 21 }, (_, i) => `a${i}: testCount { n }`).join(' ')} }`,
    'aliases in fragments': `{ ...A ...B } fragment A on Query { ${Array.from({ length: 15 }, (_, i) => `a${i}: testCount { n }`).join(' ')} } fragment B on Query { ${Array.from({ length: 15 }, (_, i) => `b${i}: testCount { n }`).join(' ')} }`,
    depth: `{ ${'a { '.repeat(11)} b ${'}'.repeat(11)} }`,
    'depth in inline fragments': `{ ${'a { ... { '.repeat(11)} b ${'} }'.repeat(11)} }`,
    'depth of the schema': `{ __schema { types { ${'ofType { '.repeat(20)} name ${'}'.repeat(20)} } } }`,
    'depth under one of the schema': `{ a { __schema { ${'a { '.repeat(17)} b ${'}'.repeat(17)} } } }`,
    nesting: `{ a(x: ${'['.repeat(10_000)}${']'.repeat(10_000)}) }`,
    braces: `${'{ a '.repeat(4_000)}`,
    'same field': `{ testCount { ${'n '.repeat(2_000)} } }`,
    length: `{ testCount { n } } # ${'x'.repeat(60_000)}`,
    tokens: `{ testCount ${'@skip(if: false) '.repeat(2_000)} { n } }`,
    'fragments that double': `{ ...F0 } ${Array.from({ length: 30 }, (_, i) => `fragment F${i} on Query { a: b { ...F${i + 1} } c: b { ...F${i + 1} } }`).join(' ')} fragment F30 on Query { testCount { n } }`,
  };
  for (const [name, text] of Object.entries(hostile)) {
    const startedAt = performance.now();
    const { errors, status } = await query(server, text);
    assert.equal(errors?.[0]?.extensions.code, 'limit-exceeded', `${name}: ${JSON.stringify(errors)}`);
    assert.equal(status, 200, name);
    assert.ok(performance.now() - startedAt < 2_000, name);
  }
  assert.equal(calls, 0);
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: hostile.depth }),
  });
  assert.equal(response.status, 400);
});

test('fragments that spread themselves and other broken queries are refused as wrong', async (t) => {
  const server = await startTestServer(t);
  for (const text of [
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
    '{ nothingLikeThis }',
    '{',
    'query A { __typename } query B { __typename }',
    '{ __proto__ { constructor } }',
  ]) {
    const { errors, data } = await query(server, text);
    assert.ok((errors?.length ?? 0) > 0, text);
    assert.ok(data === undefined || data === null, text);
    assert.notEqual(errors?.[0]?.extensions?.code, 'internal', text);
  }
});

test('several requests in one, forms, changes by GET and a page to try queries are not taken', async (t) => {
  const server = await startTestServer(t);
  assert.equal((await server.ask('POST', '/graphql', [{ query: '{ __typename }' }])).status, 400);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  assert.equal((await server.ask('POST', '/graphql', 'query=%7B__typename%7D', form)).status, 415);
  const change = await fetch(`${server.url}/graphql?query=${encodeURIComponent(START)}`);
  assert.equal(change.status, 405);
  const page = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } });
  assert.doesNotMatch(await page.text(), /<html/i);
  assert.ok(page.status >= 400);
  const broken = await fetch(`${server.url}/graphql?query=%7B__typename%7D&variables=%7B`);
  assert.equal(broken.status, 400);
  assert.equal((await server.ask('POST', '/graphql', '{"query":')).status, 400);
  assert.equal(
    (await server.ask('POST', '/graphql', { query: '{ __typename }', pad: 'x'.repeat(1_100_000) })).status,
    413,
  );
});

test('variables nested without end and others that do not fit are refused', async (t) => {
  const server = await startTestServer(t);
  const deep = `{"query":${JSON.stringify(SAVE)},"variables":{"w":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}}`;
  const { json, status } = await server.ask('POST', '/graphql', deep);
  assert.equal(status, 200);
  assert.equal(codeOf(json as Result), 'limit-exceeded');
  const wrong = await query(server, 'query($l: Int) { workflowList(limit: $l) { items { id } } }', { l: 'many' });
  assert.ok((wrong.errors?.length ?? 0) > 0);
  assert.equal(server.services.logged.filter(({ level }) => level === 'error').length, 0);
});

test('an AppError of an operation keeps its data', async (t) => {
  const refuse = open.handler(() => {
    throw new AppError('conflict', 'Somebody else was faster.', { data: { currentVersion: 7 } });
  });
  const server = await startTestServer(t, { router: { test: { refuse } } });
  const { errors } = await query(server, '{ testRefuse }');
  assert.deepEqual(errors?.[0]?.extensions, { code: 'conflict', status: 409, data: { currentVersion: 7 } });
  assert.equal(errors?.[0]?.message, 'Somebody else was faster.');
});
