import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { createFakeContext } from '../testing/fake-context.ts';
import { createWorkflowHandler } from './workflow-handler.ts';

describe('createWorkflowHandler', () => {
  const { run } = createWorkflowHandler('daily', 'out');

  it('calls the workflow with the inputs of the block', async () => {
    assert.deepEqual(await run(createFakeContext({ day: 1 })), {
      directive: 'call',
      call: { workflowId: 'daily', input: { day: 1 }, wait: true },
    });
  });

  it('answers the outputs of the called run', async () => {
    const child = { runId: 'r', status: 'succeeded', output: { total: 3 }, error: undefined } as const;
    assert.deepEqual(await run(createFakeContext({}, { child })), {
      directive: 'take',
      ports: ['out'],
      outputs: { total: 3 },
    });
    const answer = await run(createFakeContext({}, { child: { ...child, output: [1] } }));
    assert.deepEqual(answer, { directive: 'take', ports: ['out'], outputs: { output: [1] } });
  });

  it('fails when the called run did', async () => {
    const child = { runId: 'r', status: 'timed-out', output: undefined, error: undefined } as const;
    await assert.rejects(
      async () => run(createFakeContext({}, { child })),
      (error) => error instanceof AppError && error.code === 'child-failed',
    );
  });
});
