import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runBlock } from '../../testing/run-block.ts';

describe('event.run_finished', () => {
  it('hands on the run that ended', async () => {
    const trigger = { kind: 'event', step: 'step', depth: 1, run: { id: 'r1', status: 'failed' } };
    assert.deepEqual(await runBlock('triggers/event-run-finished', {}, { trigger }), {
      run: { id: 'r1', status: 'failed' },
    });
  });

  it('lets nothing follow when another trigger fired', async () => {
    const outcome = await runBlock('triggers/event-run-finished', {}, { trigger: { kind: 'webhook', step: 'hook' } });
    assert.deepEqual(outcome, { directive: 'take', ports: ['idle'], outputs: {} });
  });
});
