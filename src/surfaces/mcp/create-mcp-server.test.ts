import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  LoggingMessageNotificationSchema,
  McpError,
  type Progress,
  ResourceUpdatedNotificationSchema,
  ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import { listOperations } from '#operations/describe.ts';
import { operations } from '#operations/list.ts';
import { operation } from '#operations/operation.ts';
import { createPrincipal } from '#operations/testing/fake-access.ts';
import { createTestServices, trustedCaller } from '#operations/testing/test-services.ts';
import { connectClient, listAllTools } from './testing/mcp-client.ts';
import { GREET } from './testing/mcp-flows.ts';

const isRpc = (code: number) => (error: unknown) => error instanceof McpError && error.code === code;

function readText(result: unknown): string {
  const { content } = result as { content: readonly { text?: string }[] };
  return content.map(({ text }) => text ?? '').join('');
}

test('every operation that is no stream is a tool, with its schemas and what it does', async (t) => {
  const { client } = await connectClient(t);
  const tools = await listAllTools(client);
  const names = new Set(tools.map(({ name }) => name));
  for (const { id, streams } of listOperations(operations)) {
    assert.equal(names.has(id.replaceAll('.', '_')), !streams, id);
  }
  assert.equal(names.size, tools.length);
  const list = tools.find(({ name }) => name === 'run_list');
  assert.equal(list?.annotations?.readOnlyHint, true);
  assert.equal(list?.outputSchema?.type, 'object');
  assert.equal(tools.find(({ name }) => name === 'run_start')?.annotations?.readOnlyHint, false);
});

test('a new operation is a tool with no other change, and defects show neither words nor stack', async (t) => {
  const echo = operation
    .meta({ permission: null, effect: 'pure', audit: false })
    .route({ method: 'POST', path: '/echo', summary: 'Echo', description: 'Answers what it is given.' })
    .input(z.object({ text: z.string() }))
    .output(z.object({ text: z.string() }))
    .handler(({ input }) => {
      if (input.text === 'defect') throw new Error('secret words of a defect');
      if (input.text === 'disk') throw new AppError('storage-failed', 'EIO at /var/lib/secret');
      return input;
    });
  const { client, services } = await connectClient(t, { router: { ...operations, test: { echo } } });
  assert.ok((await listAllTools(client)).some(({ name }) => name === 'test_echo'));
  const call = (text: unknown) => client.callTool({ name: 'test_echo', arguments: { text } });
  assert.deepEqual((await call('hi')).structuredContent, { text: 'hi' });
  for (const text of ['defect', 'disk']) {
    const failed = await call(text);
    assert.equal(failed.isError, true);
    assert.doesNotMatch(JSON.stringify(failed), /secret|\.ts:|var/);
  }
  const wrong = await call(7);
  assert.equal(wrong.isError, true);
  assert.match(readText(wrong), /^input-invalid: .*text/);
  assert.match(JSON.stringify(services.logged), /secret words/);
});

test('a callable workflow is a tool of its id that answers its output', async (t) => {
  const { client, services } = await connectClient(t);
  const tool = (await listAllTools(client)).find(({ name }) => name === 'greet');
  assert.equal(tool?.title, 'Greet');
  assert.deepEqual(tool?.inputSchema, {
    type: 'object',
    properties: {
      name: { type: 'string', title: 'Name', description: 'Whom to greet' },
      loud: { type: ['boolean', 'null'], default: false },
    },
    required: ['name'],
    additionalProperties: false,
  });
  const seen: Progress[] = [];
  const result = await client.callTool({ name: 'greet', arguments: { name: 'Ada' } }, undefined, {
    onprogress: (progress) => seen.push(progress),
  });
  assert.deepEqual(result.structuredContent, { greeting: 'Hello, Ada!' });
  assert.equal(readText(result), '{"greeting":"Hello, Ada!"}');
  assert.deepEqual(seen, [
    { progress: 1, total: 2, message: 'begin succeeded' },
    { progress: 2, total: 2, message: 'greeting succeeded' },
  ]);
  assert.equal(services.journal.listRuns({ limit: 1 })[0]?.triggerKind, 'mcp');
});

test('a run that fails and input that is refused are errors of the tool, with their code', async (t) => {
  const { client } = await connectClient(t);
  const failed = await client.callTool({ name: 'break' });
  assert.equal(failed.isError, true);
  assert.match(readText(failed), /^[a-z-]+: .+/);
  const refused = await client.callTool({ name: 'greet', arguments: { nme: 'Ada' } });
  assert.match(readText(refused), /^input-invalid: .*name/);
});

test('cancelling the call cancels the run', async (t) => {
  const { client, services } = await connectClient(t);
  const abort = new AbortController();
  client.setNotificationHandler(LoggingMessageNotificationSchema, () => abort.abort('No longer wanted.'));
  await assert.rejects(client.callTool({ name: 'sleep' }, undefined, { signal: abort.signal }));
  const [run] = services.journal.listRuns({ limit: 1 });
  assert.ok(run !== undefined);
  assert.equal((await services.host.waitForEnd(run.id))?.status, 'cancelled');
});

test('a client that goes away leaves its run going on', async (t) => {
  const { client, services, disconnect } = await connectClient(t);
  const gone = new Promise<void>((resolve) => {
    client.setNotificationHandler(LoggingMessageNotificationSchema, () => disconnect().then(resolve));
  });
  await assert.rejects(client.callTool({ name: 'sleep' }));
  await gone;
  const [run] = services.journal.listRuns({ limit: 1 });
  assert.ok(run !== undefined);
  assert.equal(await services.host.waitForEnd(run.id, AbortSignal.timeout(50)), undefined);
});

test('a wait that is over answers where the run is to be found', async (t) => {
  const { client } = await connectClient(t, { waitMs: 20 });
  const { structuredContent, content } = await client.callTool({ name: 'sleep' });
  const { runId, finished } = structuredContent as { runId: string; finished: boolean };
  assert.equal(finished, false);
  assert.ok(JSON.stringify(content).includes(`flowright://runs/${runId}`));
});

test('saving a workflow through a tool tells that the tools have changed', async (t) => {
  const { client } = await connectClient(t);
  const changed = new Promise<void>((resolve) => {
    client.setNotificationHandler(ToolListChangedNotificationSchema, () => resolve());
  });
  const workflow = { ...GREET, id: 'greet-again' };
  const saved = await client.callTool({ name: 'workflow_import', arguments: { text: JSON.stringify(workflow) } });
  assert.notEqual(saved.isError, true, readText(saved));
  await changed;
  assert.ok((await listAllTools(client)).some(({ name }) => name === 'greet-again'));
});

test('a workflow with the name of an operation has a longer one', async (t) => {
  const { client, services } = await connectClient(t);
  await services.workflows.save({ ...GREET, id: 'run_list' });
  const tools = await listAllTools(client);
  assert.equal(tools.filter(({ name }) => name === 'run_list').length, 1);
  assert.deepEqual((await client.callTool({ name: 'run_list' })).structuredContent, { items: [] });
  const greeted = await client.callTool({ name: 'workflow.run_list', arguments: { name: 'Ada' } });
  assert.deepEqual(greeted.structuredContent, { greeting: 'Hello, Ada!' });
});

test('only tagged workflows are tools, and unknown ones are an error of the protocol', async (t) => {
  const { client, services } = await connectClient(t);
  await services.workflows.save({ ...GREET, id: 'secret', tags: ['other'] });
  assert.ok(!(await listAllTools(client)).some(({ name }) => name === 'secret'));
  for (const name of ['secret', 'nothing', '__proto__', 'constructor', 'run_events', 'x'.repeat(100_000), '']) {
    await assert.rejects(client.callTool({ name }), isRpc(-32_602), name.slice(0, 20));
  }
});

test('many tools come in pages, each once', async (t) => {
  const { client, services } = await connectClient(t);
  for (let at = 0; at < 120; at++) await services.workflows.save({ ...GREET, id: `many-${at}` });
  const first = await client.listTools();
  assert.equal(first.tools.length, 100);
  assert.ok(first.nextCursor !== undefined);
  const names = (await listAllTools(client)).map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.includes('many-119') && names.includes('run_list'));
  for (const cursor of ['x', '', 'OTkgeA', Buffer.from('1e9 x').toString('base64url')]) {
    await assert.rejects(client.listTools({ cursor }), isRpc(-32_602));
  }
});

test('runs and workflows are resources, which are listed, read and completed', async (t) => {
  const { client } = await connectClient(t);
  const result = await client.callTool({ name: 'greet', arguments: { name: 'Ada' } });
  const runId = String(result._meta?.['flowright/runId']);
  const { resources } = await client.listResources();
  assert.deepEqual(
    resources.map(({ uri }) => uri),
    [`flowright://runs/${runId}`, ...['break', 'greet', 'sleep'].map((id) => `flowright://workflows/${id}`)],
  );
  const { resourceTemplates } = await client.listResourceTemplates();
  assert.equal(resourceTemplates.length, 2);
  const [run] = (await client.readResource({ uri: `flowright://runs/${runId}` })).contents;
  const shown = JSON.parse(run !== undefined && 'text' in run ? run.text : '') as {
    run: { status: string };
    events: { event: { type: string } }[];
    complete: boolean;
  };
  assert.equal(shown.run.status, 'succeeded');
  assert.equal(shown.events.at(-1)?.event.type, 'run-finished');
  assert.equal(shown.complete, true);
  const [workflow] = (await client.readResource({ uri: 'flowright://workflows/greet' })).contents;
  assert.match(workflow !== undefined && 'text' in workflow ? workflow.text : '', /"Greets somebody\."/);
  const complete = async (uri: string, value: string) => {
    const { completion } = await client.complete({
      ref: { type: 'ref/resource', uri },
      argument: { name: 'id', value },
    });
    return completion.values;
  };
  assert.deepEqual(await complete('flowright://workflows/{id}', 'gr'), ['greet']);
  assert.deepEqual(await complete('flowright://runs/{id}', runId.slice(0, 6)), [runId]);
  for (const uri of ['flowright://runs/none', 'flowright://workflows/none', 'file:///etc/passwd', 'flowright://']) {
    await assert.rejects(client.readResource({ uri }), (error) => error instanceof McpError, uri);
  }
  await assert.rejects(client.readResource({ uri: 'file:///etc/passwd' }), isRpc(-32_002));
});

test('a client that subscribed to a run hears of its changes, and of none after it unsubscribed', async (t) => {
  const { client, services } = await connectClient(t);
  const { runId } = await services.host.start({ workflowId: 'sleep' });
  const uri = `flowright://runs/${runId}`;
  const heard: string[] = [];
  const update = new Promise<void>((resolve) => {
    client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => {
      heard.push(params.uri);
      resolve();
    });
  });
  await client.subscribeResource({ uri });
  await services.host.cancel(runId);
  await update;
  assert.equal(heard[0], uri);
  await client.unsubscribeResource({ uri });
  await assert.rejects(client.subscribeResource({ uri: 'flowright://runs/none' }));
});

test('what a caller may not do, it neither sees nor can call', async (t) => {
  const caller = trustedCaller(createPrincipal(['workflow:read']));
  const { client } = await connectClient(t, { caller });
  const names = (await listAllTools(client)).map(({ name }) => name);
  assert.ok(names.includes('workflow_list') && !names.includes('token_create'));
  const { resources } = await client.listResources();
  assert.ok(resources.every(({ uri }) => uri.startsWith('flowright://workflows/')));
  for (const name of ['token_create', 'greet', 'run_list']) {
    const refused = await client.callTool({ name, arguments: { name: 'Ada' } });
    assert.match(readText(refused), /^forbidden: /, name);
  }
  await assert.rejects(client.readResource({ uri: 'flowright://runs/none' }), isRpc(-32_000));
});

test('the log can be made quieter', async (t) => {
  const services = await createTestServices(t);
  const { client } = await connectClient(t, { services });
  const heard: unknown[] = [];
  client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => void heard.push(params));
  await client.setLoggingLevel('error');
  await client.callTool({ name: 'greet', arguments: { name: 'Ada' } });
  assert.equal(heard.length, 0);
  await client.setLoggingLevel('info');
  await client.callTool({ name: 'greet', arguments: { name: 'Ada' } });
  assert.equal(heard.length, 1);
});
