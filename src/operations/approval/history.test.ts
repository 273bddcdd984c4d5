import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approvalStep, assertFails, openTestClient, toWorkflow, untilStatus } from '../testing/test-client.ts';

test('questions are counted while they are open, and told of once they ended, however that came', async (t) => {
  const { services, client } = await openTestClient(t);
  await client.workflow.create({
    workflow: toWorkflow({ id: 'w', steps: [approvalStep('ask', { title: 'Ship it?' })] }),
  });
  const start = async () => {
    const { runId } = await client.run.start({ workflowId: 'w' });
    await untilStatus(services, runId, 'waiting');
    return runId;
  };
  const [answered, elsewhere, cancelled] = [await start(), await start(), await start()];
  assert.deepEqual(await client.approval.count({}), { open: 3 });
  assert.deepEqual(await client.approval.history({}), { items: [] });
  await client.run.answer({ runId: answered, path: 'ask', approved: true, comment: 'Fine.', answer: { n: 1 } });
  // The command line and other processes go past the operations.
  await services.host.answer(elsewhere, { kind: 'answer', path: 'ask', data: { approved: false }, by: 'Cli' });
  await client.run.cancel({ runId: cancelled });
  for (const runId of [answered, elsewhere, cancelled]) await services.host.waitForEnd(runId);
  assert.deepEqual(await client.approval.count({}), { open: 0 });
  const { items } = await client.approval.history({ workflowId: 'w' });
  const brief = items.map(({ runId, outcome, approved, comment, answer, by, title, kind }) => ({
    runId,
    outcome,
    ...(approved === undefined ? {} : { approved, comment, answer }),
    by,
    title,
    kind,
  }));
  const same = { title: 'Ship it?', kind: 'approval' } as const;
  const expected = [
    { runId: cancelled, outcome: 'withdrawn', by: undefined, ...same },
    {
      runId: elsewhere,
      outcome: 'answered',
      approved: false,
      comment: undefined,
      answer: undefined,
      by: 'Cli',
      ...same,
    },
    {
      runId: answered,
      outcome: 'answered',
      approved: true,
      comment: 'Fine.',
      answer: { n: 1 },
      by: items[2]?.by,
      ...same,
    },
  ];
  // Some may end in the same millisecond, and the last that became durable comes first.
  const byRun = (a: { runId: string }, b: { runId: string }) => (a.runId < b.runId ? -1 : 1);
  assert.deepEqual(brief.toSorted(byRun), expected.toSorted(byRun));
  assert.ok(items.every(({ askedAt, answeredAt }) => answeredAt >= askedAt && askedAt > 0));
  const first = await client.approval.history({ limit: 2 });
  assert.ok(first.nextCursor !== undefined);
  const rest = await client.approval.history({ limit: 2, cursor: first.nextCursor });
  assert.deepEqual([...first.items, ...rest.items], items);
  assert.equal(rest.nextCursor, undefined);
  assert.deepEqual((await client.approval.history({ workflowId: 'other' })).items, []);
  await assertFails(client.approval.history({ cursor: 'elsewhere' }), 'input-invalid');
});
