import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runBlock } from '../../testing/run-block.ts';

describe('manual.start', () => {
  it('hands the input data on', async () => {
    assert.deepEqual(await runBlock('control/manual-start', { input_data: { day: '2026-01-01' } }), {
      data: { day: '2026-01-01' },
    });
    assert.deepEqual(await runBlock('control/manual-start', { input_data: null }), { data: {} });
  });

  it('gives an empty object when it gets nothing', async () => {
    assert.deepEqual(await runBlock('control/manual-start', {}), { data: {} });
  });
});
