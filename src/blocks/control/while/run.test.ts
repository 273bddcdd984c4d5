import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import type { LoopProgress } from '../../context.ts';
import { runBlock } from '../../testing/run-block.ts';

function after(finished: number): { readonly loop: LoopProgress } {
  return { loop: { finished, failed: 0, last: `round ${finished}`, results: undefined, errors: [], done: false } };
}

describe('control.while', () => {
  const round = { directive: 'loop', loop: { items: null, concurrency: 1, onItemError: 'fail', collect: false } };

  it('asks for one more round while the condition holds', async () => {
    assert.deepEqual(await runBlock('control/while', { condition: true }), round);
    assert.deepEqual(await runBlock('control/while', { condition: 'more' }, after(5)), round);
  });

  it('answers rounds and the last result once it no longer holds', async () => {
    const outputs = { iterations: 2, last: 'round 2', results: [], limitReached: false };
    assert.deepEqual(await runBlock('control/while', { condition: false }, after(2)), outputs);
    assert.deepEqual(await runBlock('control/while', { condition: 'false' }, after(2)), outputs);
  });

  it('answers at once when the condition never held', async () => {
    assert.deepEqual(await runBlock('control/while', { condition: null }), {
      iterations: 0,
      last: null,
      results: [],
      limitReached: false,
    });
  });

  it('collects results and goes on after failed rounds when asked to', async () => {
    const answer = await runBlock('control/while', { condition: 1, collect: true, onRoundError: 'continue' });
    assert.deepEqual(answer, {
      directive: 'loop',
      loop: { items: null, concurrency: 1, onItemError: 'continue', collect: true },
    });
  });

  it('fails at its limit, or stops there when asked to', async () => {
    await assert.rejects(
      runBlock('control/while', { condition: true, maxIterations: 3 }, after(3)),
      (error) => error instanceof AppError && error.code === 'limit-exceeded',
    );
    await assert.rejects(runBlock('control/while', { condition: true }, after(1_000)), AppError);
    assert.deepEqual(
      await runBlock('control/while', { condition: true, maxIterations: 3, onLimit: 'stop' }, after(3)),
      {
        iterations: 3,
        last: 'round 3',
        results: [],
        limitReached: true,
      },
    );
  });

  it('ends without failing when the condition ends with the last round allowed', async () => {
    const answer = await runBlock('control/while', { condition: false, maxIterations: 3 }, after(3));
    assert.equal('limitReached' in answer && answer.limitReached, false);
  });
});
