import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approvalStep, openTestClient, setStep, type TestClient, toWorkflow } from '../testing/test-client.ts';

type Stream = Awaited<ReturnType<TestClient['run']['live']>>;

/** Reads until an entry is as wanted; answers what was read. */
async function readUntil(stream: Stream, isLast: (entry: string) => boolean): Promise<readonly string[]> {
  const seen: string[] = [];
  for (;;) {
    const { value, done } = await stream.next();
    if (done === true || value === undefined) return seen;
    seen.push(value.kind === 'run' ? `${value.run.workflowId} ${value.run.status}` : `${value.kind} ${value.count}`);
    if (isLast(seen.at(-1) ?? '')) return seen;
  }
}

test('runs are told of as they go, and open questions as they come and go', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w', steps: [setStep('a'), approvalStep('ask')] }) });
  const stream = await client.run.live({});
  assert.deepEqual(await readUntil(stream, () => true), ['open-questions 0']);
  const { runId } = await client.run.start({ workflowId: 'w' });
  const asked = await readUntil(stream, (entry) => entry === 'w waiting');
  assert.ok(asked.includes('open-questions 1') || (await client.approval.count({})).open === 1);
  await client.run.answer({ runId, path: 'ask', approved: true });
  const ended = await readUntil(stream, (entry) => entry === 'w succeeded');
  assert.ok(ended.length > 0);
  await stream.return?.(undefined);
});

test('a stream of one workflow leaves the others out, and ends with its client', async (t) => {
  const { client } = await openTestClient(t);
  for (const id of ['one', 'two']) await client.workflow.create({ workflow: toWorkflow({ id }) });
  const gone = new AbortController();
  const stream = await client.run.live({ workflowId: 'two' }, { signal: gone.signal });
  await readUntil(stream, () => true);
  await client.run.wait({ workflowId: 'one' });
  await client.run.wait({ workflowId: 'two' });
  assert.deepEqual(await readUntil(stream, (entry) => entry === 'two succeeded'), ['two succeeded']);
  const rest = readUntil(stream, () => false);
  gone.abort();
  await rest.catch(() => undefined);
});
