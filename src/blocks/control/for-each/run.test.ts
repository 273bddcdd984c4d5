import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { loadBuiltIn, runBlock } from '../../testing/run-block.ts';

describe('control.for_each', () => {
  it('asks for its body to be run over the items, one at a time, failing with the first', async () => {
    assert.deepEqual(await runBlock('control/for-each', { items: [1, 2] }), {
      directive: 'loop',
      loop: { items: [1, 2], concurrency: 1, collect: true, onItemError: 'fail' },
    });
  });

  it('passes its settings on', async () => {
    const answer = await runBlock('control/for-each', {
      items: [],
      concurrency: '8',
      collect: false,
      onItemError: 'collect',
    });
    assert.deepEqual(answer, {
      directive: 'loop',
      loop: { items: [], concurrency: 8, collect: false, onItemError: 'collect' },
    });
  });

  it('goes over the entries of an object', async () => {
    const answer = await runBlock('control/for-each', { items: { a: 1, b: null } });
    assert.deepEqual('loop' in answer && answer.loop, {
      items: [
        { key: 'a', value: 1 },
        { key: 'b', value: null },
      ],
      concurrency: 1,
      collect: true,
      onItemError: 'fail',
    });
  });

  it('hands over batches', async () => {
    const answer = await runBlock('control/for-each', { items: [1, 2, 3, 4, 5], batchSize: 2 });
    assert.deepEqual(answer, {
      directive: 'loop',
      loop: { items: [[1, 2], [3, 4], [5]], concurrency: 1, collect: true, onItemError: 'fail' },
    });
  });

  it('answers results and errors when the loop is over', async () => {
    const loop = {
      finished: 2,
      failed: 1,
      last: 'b',
      results: [null, 'b'],
      errors: [{ index: 0, error: { code: 'data-invalid', message: 'bad row' } }],
      done: true,
    } as const;
    assert.deepEqual(await runBlock('control/for-each', { items: [1, 2] }, { loop }), {
      results: [null, 'b'],
      count: 2,
      failed: 1,
      errors: [{ index: 0, error: { code: 'data-invalid', message: 'bad row' } }],
    });
  });

  it('answers no results when they were not collected', async () => {
    const loop = { finished: 3, failed: 0, last: undefined, results: undefined, errors: [], done: true };
    assert.deepEqual(await runBlock('control/for-each', { items: [1, 2, 3], collect: false }, { loop }), {
      results: [],
      count: 3,
      failed: 0,
      errors: [],
    });
  });

  it('refuses what has no items, and impossible settings', async () => {
    const isInvalid = (error: unknown) => error instanceof AppError && error.code === 'input-invalid';
    for (const items of ['abc', 5, true, null])
      await assert.rejects(runBlock('control/for-each', { items }), isInvalid);
    await assert.rejects(runBlock('control/for-each', {}), isInvalid);
    await assert.rejects(runBlock('control/for-each', { items: [], concurrency: 0 }), isInvalid);
    await assert.rejects(runBlock('control/for-each', { items: [], batchSize: 1.5 }), isInvalid);
  });

  it('is a container', () => {
    assert.equal(loadBuiltIn('control/for-each').container, true);
    assert.equal(loadBuiltIn('control/if').container, false);
  });
});
