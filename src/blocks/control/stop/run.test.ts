import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { runBlock } from '../../testing/run-block.ts';

describe('control.stop', () => {
  it('ends the run as succeeded by default', async () => {
    assert.deepEqual(await runBlock('control/stop', {}), {
      directive: 'stop',
      status: 'succeeded',
      output: undefined,
      message: undefined,
    });
  });

  it('ends the run as failed, with a message and an output', async () => {
    assert.deepEqual(await runBlock('control/stop', { status: 'failed', message: 'no orders', output: null }), {
      directive: 'stop',
      status: 'failed',
      output: null,
      message: 'no orders',
    });
  });

  it('refuses another status', async () => {
    await assert.rejects(runBlock('control/stop', { status: 'cancelled' }), AppError);
  });
});
