import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPrincipal } from '../testing/fake-access.ts';
import {
  approvalStep,
  assertFails,
  createTestClient,
  openTestClient,
  setStep,
  type TestClient,
  toWorkflow,
  untilStatus,
} from '../testing/test-client.ts';
import { trustedCaller } from '../testing/test-services.ts';

const failing = toWorkflow({
  id: 'failing',
  inputs: [{ id: 'path', type: 'string', required: true }],
  steps: [
    setStep('first', { n: 1 }),
    { id: 'read', input: { path: '{{ input.path }}' }, process: { block: 'io.file_read' } },
  ],
});

/** The id of a run that failed at its second step. */
async function startFailing(client: TestClient): Promise<string> {
  await client.workflow.save({ workflowId: 'failing', workflow: failing });
  const ended = await client.run.wait({ workflowId: 'failing', input: { path: 'missing.txt' } });
  assert.equal(ended.status, 'failed');
  return ended.runId;
}

test('a run is started, waited for and read', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w', steps: [setStep('a', { n: '{{ input.n }}' })] }) });
  const ended = await client.run.wait({ workflowId: 'w', input: { n: 7 }, priority: 5 });
  assert.deepEqual([ended.finished, ended.status, ended.output, ended.existing], [true, 'succeeded', { n: 7 }, false]);
  const run = await client.run.get({ runId: ended.runId });
  assert.deepEqual([run.status, run.input, run.output, run.priority], ['succeeded', { n: 7 }, { n: 7 }, 5]);
  assert.deepEqual(run.trigger, { kind: 'api', by: 'Owner' });
  assert.deepEqual(
    run.steps.map((step) => [step.path, step.status, step.attempts]),
    [['a', 'succeeded', 1]],
  );
  assert.ok(!('input' in (run.steps[0] ?? {})));
  assert.deepEqual([run.waits, run.hiddenSteps], [[], 0]);
});

test('the same idempotency key starts one run', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w' }) });
  const start = () => client.run.start({ workflowId: 'w', idempotencyKey: 'k' });
  const [one, two] = await Promise.all([start(), start()]);
  assert.equal(one.runId, two.runId);
  assert.deepEqual([one.existing, two.existing].sort(), [false, true]);
});

test('a start is refused for a missing workflow or version, and for a wrong input', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: failing });
  await assertFails(client.run.start({ workflowId: 'missing' }), 'workflow-not-found');
  await assertFails(client.run.start({ workflowId: 'failing', version: 4 }), 'version-not-found');
  await assertFails(client.run.start({ workflowId: 'failing' }), 'input-invalid');
  await assertFails(client.run.wait({ workflowId: 'failing', input: { path: 7 } }), 'input-invalid');
  await assertFails(client.run.wait({ workflowId: 'failing', timeoutMs: 600_001 }), 'input-invalid');
  assert.deepEqual((await client.run.list({})).items, []);
});

test('waiting ends when the time is over or the client goes away; the run goes on', async (t) => {
  const { services, client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w', steps: [approvalStep('ask')] }) });
  const late = await client.run.wait({ workflowId: 'w', timeoutMs: 20 });
  assert.deepEqual([late.finished, 'output' in late], [false, false]);
  const gone = new AbortController();
  const waiting = client.run.wait({ workflowId: 'w', idempotencyKey: 'k' }, { signal: gone.signal });
  const { runId } = await client.run.start({ workflowId: 'w', idempotencyKey: 'k' });
  await untilStatus(services, runId, 'waiting');
  gone.abort();
  const left = await waiting.catch(() => undefined);
  assert.notEqual(left?.finished, true);
  assert.equal((await client.run.get({ runId })).status, 'waiting');
});

test('a run is cancelled once', async (t) => {
  const { services, client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w', steps: [approvalStep('ask')] }) });
  const { runId } = await client.run.start({ workflowId: 'w' });
  await untilStatus(services, runId, 'waiting');
  await client.run.cancel({ runId, reason: 'no longer needed' });
  await services.host.waitForEnd(runId);
  assert.equal((await client.run.get({ runId })).status, 'cancelled');
  await assertFails(client.run.cancel({ runId }), 'run-finished');
  await assertFails(client.run.cancel({ runId: 'missing' }), 'run-not-found');
});

test('a failed run tells why, is retried with what succeeded, and forked with other inputs', async (t) => {
  const { services, client } = await openTestClient(t);
  const runId = await startFailing(client);
  const run = await client.run.get({ runId });
  assert.deepEqual([run.status, run.error?.code], ['failed', 'file-missing']);
  assert.deepEqual(
    run.steps.map((step) => [step.path, step.status]),
    [
      ['first', 'succeeded'],
      ['read', 'failed'],
    ],
  );
  const retried = await client.run.retry({ runId });
  await services.host.waitForEnd(retried.runId);
  const again = await client.run.get({ runId: retried.runId });
  assert.deepEqual([again.triggerKind, again.forkedFrom], ['fork', { runId, steps: ['read'] }]);
  assert.deepEqual(again.steps[0]?.copied, true);
  const { writeFile } = await import('node:fs/promises');
  await writeFile(`${services.folder}/there.txt`, 'here');
  const forked = await client.run.fork({
    runId,
    from: ['read'],
    inputs: { read: { path: `${services.folder}/there.txt` } },
  });
  assert.equal((await services.host.waitForEnd(forked.runId))?.status, 'succeeded');
  await assertFails(client.run.retry({ runId: forked.runId }), 'conflict');
  await assertFails(client.run.fork({ runId, from: ['nowhere'] }), 'step-not-found');
  await assertFails(client.run.fork({ runId, version: 9 }), 'version-not-found');
  await assertFails(client.run.fork({ runId: 'missing' }), 'run-not-found');
});

test('a run that has not ended is not retried', async (t) => {
  const { services, client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w', steps: [approvalStep('ask')] }) });
  const { runId } = await client.run.start({ workflowId: 'w' });
  await untilStatus(services, runId, 'waiting');
  await assertFails(client.run.retry({ runId }), 'conflict');
  assert.deepEqual(await client.run.resume({ runId }), { runId, status: 'waiting' });
});

test('steps are paged with their inputs and outputs, each once, also those inside loops', async (t) => {
  const { client } = await openTestClient(t);
  const loop = toWorkflow({
    id: 'loop',
    steps: [
      {
        id: 'each',
        input: { items: [10, 20, 30, 40, 50], concurrency: 2 },
        process: { block: 'control.for_each' },
        body: { steps: [setStep('one', { item: '{{ item }}' })], edges: [] },
      },
    ],
  });
  await client.workflow.create({ workflow: loop });
  const { runId } = await client.run.wait({ workflowId: 'loop' });
  const seen: string[] = [];
  let cursor: number | undefined;
  do {
    const page = await client.run.steps({ runId, limit: 2, ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...page.items.map((step) => step.path));
    for (const step of page.items) assert.equal(step.status, 'succeeded', step.path);
    cursor = page.nextCursor === undefined ? undefined : Number(page.nextCursor);
  } while (cursor !== undefined);
  assert.equal(seen.length, 6);
  assert.equal(new Set(seen).size, 6);
  const [third] = (await client.run.steps({ runId, path: 'each[2].one' })).items;
  assert.deepEqual([third?.stepId, third?.input, third?.output], ['one', { values: { item: 30 } }, { item: 30 }]);
  assert.equal((await client.run.steps({ runId, stepId: 'one' })).items.length, 5);
  assert.equal((await client.run.steps({ runId, under: 'each[4]' })).items.length, 1);
  assert.equal((await client.run.steps({ runId, under: 'each' })).items.length, 5);
  const run = await client.run.get({ runId });
  assert.deepEqual([run.steps.map((step) => step.path), run.hiddenSteps], [['each'], 5]);
  assert.deepEqual(run.steps[0]?.loop, { count: 5, finished: 5, failed: 0 });
  await assertFails(client.run.steps({ runId: 'missing' }), 'run-not-found');
});

test('runs are listed newest first by status, workflow, trigger, time and text, page by page', async (t) => {
  const { client } = await openTestClient(t);
  const failed = await startFailing(client);
  await client.workflow.create({ workflow: toWorkflow({ id: 'fine', name: 'All is well' }) });
  const ids: string[] = [];
  for (let index = 0; index < 3; index++) ids.unshift((await client.run.wait({ workflowId: 'fine' })).runId);
  const list = async (filter: Parameters<TestClient['run']['list']>[0]) =>
    (await client.run.list(filter)).items.map((run) => run.id);
  assert.deepEqual(await list({}), [...ids, failed]);
  assert.deepEqual(await list({ status: ['failed'] }), [failed]);
  assert.deepEqual(await list({ status: 'failed,cancelled' }), [failed]);
  assert.deepEqual(await list({ workflowId: 'fine', limit: 2 }), ids.slice(0, 2));
  assert.deepEqual(await list({ triggerKind: 'webhook' }), []);
  assert.deepEqual(await list({ triggerKind: 'api', status: ['succeeded'] }), ids);
  assert.deepEqual(await list({ text: 'is WELL' }), ids);
  assert.deepEqual(await list({ text: 'nothing is called so' }), []);
  assert.deepEqual(await list({ text: failed }), [failed]);
  assert.ok((await list({ text: failed.slice(0, 8).toUpperCase() })).includes(failed));
  const { createdAt } = await client.run.get({ runId: failed });
  assert.deepEqual(await list({ createdTo: createdAt + 1, createdFrom: createdAt }), [failed]);
  const page = await client.run.list({ limit: 3 });
  assert.deepEqual(
    (await client.run.list({ limit: 3, cursor: page.nextCursor })).items.map((run) => run.id),
    [failed],
  );
  await assertFails(client.run.list({ limit: 201 }), 'input-invalid');
  await assertFails(client.run.list({ status: 'flying' }), 'input-invalid');
});

test('an approval is listed, answered with its form, and answered only once', async (t) => {
  const { services, client } = await openTestClient(t);
  const schema = { type: 'object', properties: { amount: { type: 'number' } }, required: ['amount'] };
  const ask = approvalStep('ask', { title: 'Pay?', message: 'It is due', context: { invoice: 7 }, schema });
  await client.workflow.create({ workflow: toWorkflow({ id: 'w', steps: [ask] }) });
  const { runId } = await client.run.start({ workflowId: 'w' });
  await untilStatus(services, runId, 'waiting');
  const { items } = await client.approval.list({});
  assert.deepEqual(
    items.map((item) => [item.runId, item.workflowId, item.path, item.kind, item.title, item.context]),
    [[runId, 'w', 'ask', 'approval', 'Pay?', { invoice: 7 }]],
  );
  assert.deepEqual(
    (await client.run.get({ runId })).waits.map((wait) => wait.kind),
    ['approval'],
  );
  await assertFails(client.run.answer({ runId, path: 'ask' }), 'input-invalid');
  await assertFails(client.run.answer({ runId, path: 'ask', comment: 'x' }), 'input-invalid');
  await assertFails(client.run.answer({ runId, path: 'ask', approved: true, data: 1 }), 'input-invalid');
  await assertFails(client.run.answer({ runId, path: 'other', approved: true }), 'wait-not-open');
  await assertFails(client.run.answer({ runId: 'missing', path: 'ask', approved: true }), 'run-not-found');
  await client.run.answer({ runId, path: 'ask', approved: true, comment: 'fine', answer: { amount: 3 } });
  const ended = await services.host.waitForEnd(runId);
  assert.equal(ended?.status, 'succeeded');
  assert.deepEqual((await client.approval.list({})).items, []);
  await assertFails(client.run.answer({ runId, path: 'ask', approved: true }), 'run-finished');
});

test('questions of many runs are paged by run', async (t) => {
  const { services, client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w', steps: [approvalStep('ask')] }) });
  await client.workflow.create({ workflow: toWorkflow({ id: 'other', steps: [approvalStep('ask')] }) });
  const ids: string[] = [];
  for (const workflowId of ['w', 'other', 'w']) {
    const { runId } = await client.run.start({ workflowId });
    await untilStatus(services, runId, 'waiting');
    ids.push(runId);
  }
  const page = await client.approval.list({ limit: 2 });
  const rest = await client.approval.list({ limit: 2, cursor: page.nextCursor });
  assert.deepEqual(
    [...page.items, ...rest.items].map((item) => item.runId),
    ids,
  );
  assert.equal(rest.nextCursor, undefined);
  assert.deepEqual(
    (await client.approval.list({ workflowId: 'other' })).items.map((item) => item.runId),
    [ids[1]],
  );
  assert.deepEqual(
    (await client.approval.list({ runId: ids[2] })).items.map((item) => item.runId),
    [ids[2]],
  );
});

test('deciding about an uncertain effect needs the permission to answer, and a step that is uncertain', async (t) => {
  const { services, client } = await openTestClient(t);
  const runId = await startFailing(client);
  const operator = createTestClient(services, trustedCaller(createPrincipal(['run:control'])));
  await assertFails(operator.run.resume({ runId, path: 'read', decision: 'retry' }), 'forbidden');
  await assertFails(client.run.resume({ runId, path: 'read', decision: 'retry' }), 'run-finished');
  await assertFails(client.run.resume({ runId, decision: 'retry' }), 'input-invalid');
  await assertFails(client.run.resume({ runId, path: 'read', decision: 'failed', output: 1 }), 'input-invalid');
  await client.workflow.create({ workflow: toWorkflow({ id: 'w', steps: [approvalStep('ask')] }) });
  const waiting = await client.run.start({ workflowId: 'w' });
  await untilStatus(services, waiting.runId, 'waiting');
  await assertFails(client.run.resume({ runId: waiting.runId, path: 'ask', decision: 'retry' }), 'wait-not-open');
});

test('an effect a crash cut off is among the questions with what was sent, and is decided by a person', async (t) => {
  const { services, client } = await openTestClient(t);
  const send = {
    id: 'send',
    input: { url: 'http://127.0.0.1:1/', method: 'POST' },
    process: { block: 'network.http_request' },
  };
  await client.workflow.create({ workflow: toWorkflow({ id: 'w', steps: [send, setStep('then')] }) });
  const { journal, host } = services;
  const at = Date.now();
  journal.createRun(
    {
      id: 'cut-off',
      workflowId: 'w',
      version: 1,
      priority: 0,
      triggerKind: 'api',
      parent: undefined,
      idempotencyKey: undefined,
      owner: 'dead-host',
      createdAt: at,
    },
    [
      { type: 'run-created', at, workflow: { id: 'w', version: 1 }, input: {}, trigger: { kind: 'api' }, depth: 0 },
      { type: 'run-started', at },
      { type: 'step-started', at, path: 'send', attempt: 1, input: send.input, key: 'cut-off:send', intent: true },
    ],
    { status: 'running', startedAt: at },
  );
  await journal.flush();
  await journal.release('dead-host');
  await client.run.resume({ runId: 'cut-off' });
  await untilStatus(services, 'cut-off', 'uncertain');
  const [question] = (await client.approval.list({})).items;
  assert.deepEqual([question?.kind, question?.path, question?.context], ['uncertain', 'send', send.input]);
  assert.equal((await client.run.get({ runId: 'cut-off' })).steps[0]?.status, 'uncertain');
  await client.run.resume({ runId: 'cut-off', path: 'send', decision: 'succeeded', output: { status: 200 } });
  assert.equal((await host.waitForEnd('cut-off'))?.status, 'succeeded');
  const [step] = (await client.run.steps({ runId: 'cut-off', path: 'send' })).items;
  assert.deepEqual([step?.status, step?.output], ['succeeded', { status: 200 }]);
  assert.ok((step?.waitedMs ?? -1) >= 0);
  assert.deepEqual((await client.approval.list({})).items, []);
});
