import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { runBlock } from '../../testing/run-block.ts';

describe('control.call_workflow', () => {
  it('calls the workflow and waits for its end', async () => {
    assert.deepEqual(await runBlock('control/call-workflow', { workflow: 'report', input: { day: 1 } }), {
      directive: 'call',
      call: { workflowId: 'report', input: { day: 1 }, wait: true },
    });
    assert.deepEqual(await runBlock('control/call-workflow', { workflow: 'report', version: 3, wait: false }), {
      directive: 'call',
      call: { workflowId: 'report', version: 3, input: {}, wait: false },
    });
  });

  it('answers what the called run answered', async () => {
    const child = { runId: 'r2', status: 'succeeded', output: { rows: 3 }, error: undefined } as const;
    assert.deepEqual(await runBlock('control/call-workflow', { workflow: 'report' }, { child }), {
      output: { rows: 3 },
      runId: 'r2',
      status: 'succeeded',
    });
  });

  it('answers the run when nobody waits', async () => {
    const child = { runId: 'r2', status: 'started', output: undefined, error: undefined } as const;
    assert.deepEqual(await runBlock('control/call-workflow', { workflow: 'report', wait: false }, { child }), {
      output: null,
      runId: 'r2',
      status: 'started',
    });
  });

  it('fails with the error of the called run', async () => {
    const child = {
      runId: 'r2',
      status: 'failed',
      output: undefined,
      error: { code: 'data-invalid', message: 'bad row' },
    } as const;
    await assert.rejects(runBlock('control/call-workflow', { workflow: 'report' }, { child }), (error) => {
      assert.ok(error instanceof AppError);
      assert.equal(error.code, 'child-failed');
      assert.match(error.message, /"report" failed \(run r2\): bad row/);
      assert.deepEqual(error.data, {
        workflowId: 'report',
        runId: 'r2',
        status: 'failed',
        error: { code: 'data-invalid', message: 'bad row' },
      });
      return true;
    });
    for (const status of ['cancelled', 'timed-out'] as const) {
      await assert.rejects(
        runBlock('control/call-workflow', { workflow: 'w' }, { child: { ...child, status } }),
        /\(run r2\)/,
      );
    }
  });

  it('refuses to call nothing', async () => {
    await assert.rejects(runBlock('control/call-workflow', {}), AppError);
    await assert.rejects(runBlock('control/call-workflow', { workflow: '' }), AppError);
  });
});
