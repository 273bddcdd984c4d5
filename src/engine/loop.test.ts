import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Body } from '#contract/workflow.ts';
import { createRun, edges, step, workflow } from './testing/small-run.ts';

const one: Body = { steps: [step('work')], edges: [] };

function looping(body: Body = one) {
  return createRun(workflow([step('each', {}, body), step('after')], ['each>after']));
}

describe('a loop over items', () => {
  it('goes one by one, then asks its handler for the result', () => {
    const run = looping();
    assert.deepEqual(run.loop('each', 2), ['run each[0].work 1 start']);
    assert.deepEqual(run.ok('each[0].work'), ['settled each[0].work done', 'finish-iteration each[0] ok']);
    assert.deepEqual(run.iterated('each', 0), ['run each[1].work 1 start']);
    run.ok('each[1].work');
    assert.deepEqual(run.iterated('each', 1), ['run each 1 looped']);
    assert.deepEqual(run.ok('each'), ['settled each done', 'run after 1 start']);
  });

  it('goes several at once, never more, in whatever order they end', () => {
    const run = looping();
    assert.deepEqual(run.loop('each', 4, { concurrency: 2 }), ['run each[0].work 1 start', 'run each[1].work 1 start']);
    run.ok('each[1].work');
    assert.deepEqual(run.iterated('each', 1), ['run each[2].work 1 start']);
    run.ok('each[2].work');
    assert.deepEqual(run.iterated('each', 2), ['run each[3].work 1 start']);
    run.ok('each[3].work');
    assert.deepEqual(run.iterated('each', 3), []);
    run.ok('each[0].work');
    assert.deepEqual(run.iterated('each', 0), ['run each 1 looped']);
  });

  it('asks for the result at once when there are no items', () => {
    assert.deepEqual(looping().loop('each', 0, { concurrency: 8 }), ['run each 1 looped']);
  });

  it('finishes iterations of an empty body', () => {
    const run = looping({ steps: [], edges: [] });
    assert.deepEqual(run.loop('each', 2), ['finish-iteration each[0] ok']);
    assert.deepEqual(run.iterated('each', 0), ['finish-iteration each[1] ok']);
    assert.deepEqual(run.iterated('each', 1), ['run each 1 looped']);
  });

  it('follows branches and joins inside an iteration', () => {
    const steps = [step('pick', { block: 'test.pick' }), step('yes'), step('no'), step('end', { join: 'any' })];
    const run = looping({ steps, edges: edges('pick>yes', 'pick:false>no', 'yes>end', 'no>end') });
    run.loop('each', 1);
    assert.deepEqual(run.ok('each[0].pick', 'false'), [
      'settled each[0].pick done',
      'run each[0].no 1 start',
      'settled each[0].yes skipped',
    ]);
    assert.deepEqual(run.ok('each[0].no'), ['settled each[0].no done', 'run each[0].end 1 start']);
    assert.deepEqual(run.ok('each[0].end'), ['settled each[0].end done', 'finish-iteration each[0] ok']);
  });

  it('may hold another loop', () => {
    const run = looping({ steps: [step('inner', {}, one)], edges: [] });
    assert.deepEqual(run.loop('each', 2, { concurrency: 2 }), [
      'run each[0].inner 1 start',
      'run each[1].inner 1 start',
    ]);
    assert.deepEqual(run.loop('each[1].inner', 2), ['run each[1].inner[0].work 1 start']);
    run.ok('each[1].inner[0].work');
    assert.deepEqual(run.iterated('each[1].inner', 0), ['run each[1].inner[1].work 1 start']);
    run.ok('each[1].inner[1].work');
    assert.deepEqual(run.iterated('each[1].inner', 1), ['run each[1].inner 1 looped']);
    assert.deepEqual(run.ok('each[1].inner'), ['settled each[1].inner done', 'finish-iteration each[1] ok']);
    assert.deepEqual(run.iterated('each', 1), []);
  });

  it('runs again from its first item when its handler fails in the end and is retried', () => {
    const run = looping();
    run.loop('each', 1);
    run.ok('each[0].work');
    run.iterated('each', 0);
    assert.deepEqual(run.fail('each', 'request-failed', 1), ['timer retry each 500']);
    assert.deepEqual(run.send({ type: 'retry-due', path: 'each' }), ['run each 2 retry']);
    assert.deepEqual(run.loop('each', 1), ['run each[0].work 1 start']);
  });

  it('forgets that an effect was announced once its iterations began', () => {
    const run = looping();
    run.send({ type: 'step-started', path: 'each', attempt: 1, intent: true });
    run.loop('each', 1);
    run.ok('each[0].work');
    run.iterated('each', 0);
    assert.deepEqual(run.recovered(), ['run each 1 recovered']);
  });

  it('fails when the step has no body, however many items there are', () => {
    for (const count of [null, 0, 1, 1_000_000_000]) {
      const run = createRun(workflow([step('a')]));
      assert.deepEqual(run.loop('a', count, { concurrency: 10 }), ['fail-step a workflow-invalid']);
      assert.deepEqual(run.recovered(), ['fail-step a workflow-invalid']);
      assert.deepEqual(run.fail('a', 'workflow-invalid'), ['finish-run failed workflow-invalid']);
    }
  });
});

describe('a loop that decides round by round', () => {
  it('starts with a round, and asks after each whether to go on', () => {
    const run = looping();
    assert.deepEqual(run.loop('each', null, { concurrency: 5 }), ['run each[0].work 1 start']);
    run.ok('each[0].work');
    assert.deepEqual(run.iterated('each', 0), ['run each 1 looped']);
    assert.deepEqual(run.send({ type: 'loop-continued', path: 'each' }), ['run each[1].work 1 start']);
    run.ok('each[1].work');
    assert.deepEqual(run.iterated('each', 1), ['run each 1 looped']);
    assert.deepEqual(run.ok('each'), ['settled each done', 'run after 1 start']);
  });

  it('does not go on where it never began', () => {
    assert.deepEqual(looping().send({ type: 'loop-continued', path: 'each' }), []);
  });
});

describe('an iteration that fails', () => {
  it('fails the loop when failures are to, naming item and step', () => {
    const run = looping();
    run.loop('each', 3);
    assert.deepEqual(run.fail('each[0].work'), ['finish-iteration each[0] data-invalid']);
    const [finish] = run.commands;
    assert.ok(finish?.kind === 'finish-iteration' && finish.error !== undefined);
    assert.deepEqual(run.send({ type: 'iteration-finished', path: 'each', index: 0, error: finish.error }), [
      'fail-step each loop-failed',
    ]);
    const [failed] = run.commands;
    assert.ok(failed?.kind === 'fail-step');
    assert.deepEqual(failed.error.data, { step: 'each[0].work', index: 0, cause: 'data-invalid' });
    assert.deepEqual(run.fail('each', 'loop-failed'), ['finish-run failed loop-failed']);
  });

  for (const onItemError of ['continue', 'collect'] as const) {
    it(`leaves the others alone when failures are to ${onItemError}`, () => {
      const run = looping();
      run.loop('each', 2, { onItemError });
      run.fail('each[0].work');
      assert.deepEqual(run.iterated('each', 0, 'data-invalid'), ['run each[1].work 1 start']);
      run.ok('each[1].work');
      assert.deepEqual(run.iterated('each', 1), ['run each 1 looped']);
    });
  }

  it('may fail for its result alone', () => {
    const run = looping();
    run.loop('each', 1);
    run.ok('each[0].work');
    assert.deepEqual(run.iterated('each', 0, 'expression-empty'), ['fail-step each loop-failed']);
  });

  it('lets a round-by-round loop decide what comes next', () => {
    const run = looping();
    run.loop('each', null, { onItemError: 'collect' });
    run.fail('each[0].work');
    assert.deepEqual(run.iterated('each', 0, 'data-invalid'), ['run each 1 looped']);
    const loop = run.state.active.get('each')?.loop;
    assert.deepEqual([loop?.next, loop?.finished, loop?.failed], [1, 1, 1]);
  });
});
