import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Body } from '#contract/workflow.ts';
import { createRun, error, step, workflow } from './testing/small-run.ts';

const parallel = () => createRun(workflow([step('a'), step('b'), step('c'), step('d')], ['c>d']));

describe('a run that ends early', () => {
  it('aborts what is under way, and finishes when the last has ended', () => {
    const run = parallel();
    assert.deepEqual(run.fail('a'), ['abort b', 'abort c']);
    assert.deepEqual(run.cancelled('b'), []);
    assert.deepEqual(run.cancelled('c'), ['finish-run failed data-invalid']);
  });

  it('takes an end that came before the abort, and nothing follows from it', () => {
    const run = parallel();
    run.fail('a');
    assert.deepEqual(run.ok('c'), []);
    assert.deepEqual(run.fail('b', 'request-failed', 1), ['finish-run failed data-invalid']);
    assert.equal(run.state.active.size, 0);
  });

  it('keeps its first reason', () => {
    const run = parallel();
    run.fail('a');
    assert.deepEqual(run.send({ type: 'cancel-requested' }), []);
    assert.deepEqual(run.send({ type: 'run-timed-out' }), []);
    assert.deepEqual(run.fail('b'), []);
    assert.deepEqual(run.send({ type: 'stop-requested', path: 'c', status: 'succeeded' }), [
      'finish-run failed data-invalid',
    ]);
  });

  it('drops what waits, is to be retried or is uncertain at once', () => {
    const run = parallel();
    run.send({ type: 'step-waiting', path: 'a', wait: { kind: 'timer', dueAt: 5 } });
    run.fail('b', 'request-failed');
    run.send({ type: 'step-uncertain', path: 'c', attempt: 1 });
    assert.deepEqual(run.send({ type: 'cancel-requested' }), ['finish-run cancelled run-cancelled']);
    assert.deepEqual(run.send({ type: 'wait-resolved', path: 'a', outcome: 'fired' }), []);
    assert.deepEqual(run.send({ type: 'retry-due', path: 'b' }), []);
  });

  it('does not let a step wait, loop or be retried on the way out', () => {
    const run = createRun(workflow([step('a'), step('b'), step('c', {}, { steps: [step('work')], edges: [] })]));
    run.send({ type: 'cancel-requested' });
    assert.deepEqual(run.send({ type: 'step-waiting', path: 'a', wait: { kind: 'timer', dueAt: 5 } }), []);
    assert.deepEqual(run.fail('b', 'request-failed'), []);
    assert.deepEqual(run.loop('c', 3), ['finish-run cancelled run-cancelled']);
  });

  it('cancels the runs its steps called, also one called on the way out', () => {
    const run = parallel();
    const child = { workflow: { id: 'child', version: 1 }, input: {} };
    run.send({ type: 'child-started', path: 'a', runId: 'r1', ...child });
    assert.deepEqual(run.send({ type: 'cancel-requested' }), ['cancel-child a r1', 'abort b', 'abort c']);
    assert.deepEqual(run.send({ type: 'child-started', path: 'b', runId: 'r2', ...child }), [
      'await-child b r2',
      'cancel-child b r2',
    ]);
    run.cancelled('c');
    assert.deepEqual(run.send({ type: 'child-finished', path: 'a', runId: 'r1', status: 'cancelled' }), []);
    const last = { type: 'child-finished', path: 'b', runId: 'r2', status: 'cancelled' } as const;
    assert.deepEqual(run.send(last), ['finish-run cancelled run-cancelled']);
  });

  it('supersedes a success not yet written', () => {
    const run = createRun(workflow([step('a')]));
    run.ok('a');
    assert.deepEqual(run.send({ type: 'cancel-requested' }), ['finish-run cancelled run-cancelled']);
    assert.deepEqual(run.recovered(), ['finish-run cancelled run-cancelled']);
  });

  it('is ended from inside a loop by a stop', () => {
    const run = createRun(workflow([step('each', {}, { steps: [step('x'), step('y')], edges: [] }), step('b')]));
    run.loop('each', 9, { concurrency: 2 });
    const stop = { type: 'stop-requested', path: 'each[1].x', status: 'failed', error: error('run-stopped') } as const;
    assert.deepEqual(run.send(stop).toSorted(), ['abort b', 'abort each[0].x', 'abort each[0].y', 'abort each[1].y']);
    for (const path of ['b', 'each[0].x', 'each[0].y']) assert.deepEqual(run.cancelled(path), []);
    assert.deepEqual(run.cancelled('each[1].y'), ['finish-run failed run-stopped']);
  });
});

const two: Body = { steps: [step('x'), step('y'), step('z')], edges: [{ from: 'y', to: 'z' }] };

describe('an iteration that ends early', () => {
  it('aborts its own steps only, and finishes when they have ended', () => {
    const run = createRun(workflow([step('each', {}, two), step('b')]));
    run.loop('each', 2, { concurrency: 2, onItemError: 'continue' });
    assert.deepEqual(run.fail('each[0].x'), ['abort each[0].y']);
    assert.deepEqual(run.ok('each[1].y'), ['settled each[1].y done', 'run each[1].z 1 start']);
    assert.deepEqual(run.cancelled('each[0].y'), ['finish-iteration each[0] data-invalid']);
    assert.deepEqual(run.iterated('each', 0, 'data-invalid'), []);
  });

  it('takes the other iterations down when it fails the loop, which fails when they have ended', () => {
    const run = createRun(workflow([step('each', { onError: 'continue' }, two), step('after')], ['each>after']));
    run.loop('each', 9, { concurrency: 2 });
    run.fail('each[0].x');
    run.cancelled('each[0].y');
    assert.deepEqual(run.iterated('each', 0, 'data-invalid'), ['abort each[1].x', 'abort each[1].y']);
    run.cancelled('each[1].x');
    assert.deepEqual(run.iterated('each', 1), [], 'an iteration being taken down does not count');
    assert.deepEqual(run.ok('each[1].y'), ['fail-step each loop-failed']);
    assert.deepEqual(run.fail('each', 'loop-failed'), ['settled each failed', 'run after 1 start']);
    assert.deepEqual([...run.state.scopes.keys()], ['']);
  });
});

describe('what is being taken down when something around it is', () => {
  const nested: Body = { steps: [step('inner', {}, two), step('side')], edges: [] };

  it('is waited for by what is around it, and is aborted once', () => {
    const run = createRun(workflow([step('each', {}, nested), step('b')]));
    run.loop('each', 1);
    run.loop('each[0].inner', 1);
    assert.deepEqual(run.fail('each[0].inner[0].x'), ['abort each[0].inner[0].y']);
    assert.deepEqual(run.send({ type: 'cancel-requested' }), ['abort b', 'abort each[0].side']);
    run.cancelled('b');
    run.cancelled('each[0].side');
    assert.deepEqual(run.cancelled('each[0].inner[0].y'), ['finish-run cancelled run-cancelled']);
  });

  it('is waited for even where its loop is gone already', () => {
    const run = createRun(workflow([step('each', {}, nested), step('b')]));
    run.loop('each', 1);
    run.loop('each[0].inner', 1);
    assert.deepEqual(run.fail('each[0].side'), ['abort each[0].inner[0].x', 'abort each[0].inner[0].y']);
    assert.deepEqual(run.send({ type: 'cancel-requested' }), ['abort b']);
    assert.deepEqual(run.cancelled('b'), [], 'the steps of the loop inside have not ended');
    run.cancelled('each[0].inner[0].x');
    assert.deepEqual(run.cancelled('each[0].inner[0].y'), ['finish-run cancelled run-cancelled']);
  });

  it('does not finish an iteration or fail a loop any more', () => {
    const run = createRun(workflow([step('each', {}, two), step('b')]));
    run.loop('each', 1);
    run.fail('each[0].x');
    run.cancelled('each[0].y');
    run.send({ type: 'cancel-requested' });
    assert.deepEqual(run.iterated('each', 0, 'data-invalid'), []);
    assert.deepEqual(run.fail('each', 'loop-failed'), []);
    assert.deepEqual(run.cancelled('b'), ['finish-run cancelled run-cancelled']);
  });
});
