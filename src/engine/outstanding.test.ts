import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isLive } from './outstanding.ts';
import { createRun, step, workflow } from './testing/small-run.ts';

const body = { steps: [step('x'), step('y')], edges: [] };

describe('what is to be done after a crash', () => {
  it('is nothing before the start and after the end', () => {
    const run = createRun(workflow([step('a')], [], { timeoutMs: 9 }), { start: false });
    assert.deepEqual(run.recovered(), []);
    run.send({ type: 'run-started' });
    run.send({ type: 'run-finished', status: 'cancelled' });
    assert.deepEqual(run.recovered(), []);
  });

  it('is to finish a run that was cancelled in the queue', () => {
    const run = createRun(workflow([step('a')]), { start: false });
    run.send({ type: 'cancel-requested' });
    assert.deepEqual(run.recovered(), ['finish-run cancelled run-cancelled']);
  });

  it('is to call the steps under way again, as the same attempt', () => {
    const run = createRun(workflow([step('a'), step('b')]));
    run.fail('a', 'request-failed', 1);
    run.send({ type: 'retry-due', path: 'a' });
    run.send({ type: 'step-started', path: 'a', attempt: 2 });
    assert.deepEqual(run.recovered(), ['run a 2 recovered', 'run b 1 recovered']);
  });

  it('is to call a step as the attempt its journal names', () => {
    const run = createRun(workflow([step('a')]));
    run.send({ type: 'step-started', path: 'a', attempt: 4 });
    assert.deepEqual(run.recovered(), ['run a 4 recovered']);
  });

  it('is to say that a step with an announced effect is uncertain, also while it is taken down', () => {
    const run = createRun(workflow([step('a'), step('b')]));
    run.send({ type: 'step-started', path: 'a', attempt: 1, intent: true });
    assert.deepEqual(run.recovered(), ['uncertain a', 'run b 1 recovered']);
    run.send({ type: 'cancel-requested' });
    assert.deepEqual(run.recovered(), ['uncertain a', 'abort b']);
    assert.deepEqual(run.send({ type: 'step-uncertain', path: 'a', attempt: 1 }), []);
    assert.deepEqual(run.recovered(), ['abort b']);
    assert.deepEqual(run.cancelled('b'), ['finish-run cancelled run-cancelled']);
  });

  it('is not to say so when the step waited, or was answered, after it had announced the effect', () => {
    const run = createRun(workflow([step('a')]));
    run.send({ type: 'step-started', path: 'a', attempt: 1, intent: true });
    run.send({ type: 'step-waiting', path: 'a', wait: { kind: 'timer', dueAt: 44 } });
    assert.deepEqual(run.recovered(), ['timer wait a 44']);
    run.send({ type: 'wait-resolved', path: 'a', outcome: 'fired' });
    assert.deepEqual(run.recovered(), ['run a 1 recovered']);
  });

  it('is to wait on for timers, retries, called runs and the deadline', () => {
    const run = createRun(workflow([step('a'), step('b'), step('c'), step('d')], [], { timeoutMs: 60 }));
    run.send({ type: 'step-waiting', path: 'a', wait: { kind: 'approval', title: 'Go on?', dueAt: 30 } });
    run.fail('b', 'request-failed');
    run.send({ type: 'child-started', path: 'c', runId: 'r1', workflow: { id: 'child', version: 1 }, input: {} });
    run.send({ type: 'step-waiting', path: 'd', wait: { kind: 'callback', token: 't' } });
    assert.deepEqual(run.recovered(), [
      'timer deadline 60',
      'timer wait a 30',
      'timer retry b 500',
      'await-child c r1',
    ]);
    run.send({ type: 'cancel-requested' });
    assert.deepEqual(run.recovered(), ['cancel-child c r1']);
  });

  it('is to finish what is complete: iterations, and the run', () => {
    const run = createRun(workflow([step('each', {}, body)]));
    run.loop('each', 1);
    run.ok('each[0].x');
    run.ok('each[0].y');
    assert.deepEqual(run.recovered(), ['finish-iteration each[0] ok']);
    run.iterated('each', 0);
    run.ok('each');
    assert.deepEqual(run.recovered(), ['finish-run succeeded ok']);
  });

  it('is to go on taking down: abort what is left, then what the taking down was for', () => {
    const run = createRun(workflow([step('each', {}, body), step('b')]));
    run.loop('each', 5);
    run.fail('each[0].x');
    assert.deepEqual(run.recovered().toSorted(), ['abort each[0].y', 'run b 1 recovered']);
    run.cancelled('each[0].y');
    assert.deepEqual(run.recovered(), ['run b 1 recovered', 'finish-iteration each[0] data-invalid']);
  });

  it('is to fail a loop one of whose iterations failed, though no other is under way', () => {
    const run = createRun(workflow([step('each', {}, body)]));
    run.loop('each', 5);
    run.fail('each[0].x');
    run.cancelled('each[0].y');
    run.iterated('each', 0, 'data-invalid');
    assert.deepEqual(run.recovered(), ['fail-step each loop-failed']);
  });

  it('is to finish as the stop said, with its answer', () => {
    const run = createRun(workflow([step('a'), step('b')]));
    run.send({ type: 'stop-requested', path: 'a', status: 'succeeded', output: 7 });
    assert.deepEqual(run.recovered(), ['abort b']);
    run.cancelled('b');
    assert.deepEqual(run.recovered(), ['finish-run succeeded ok']);
  });
});

describe('a command', () => {
  it('is live until what it is about has ended', () => {
    const run = createRun(workflow([step('a'), step('b')], ['a>b']));
    run.ok('a');
    const [, start] = run.commands;
    assert.ok(start);
    assert.equal(isLive(run.state, start), true);
    run.ok('b');
    const [, finish] = run.commands;
    assert.ok(finish);
    assert.deepEqual([isLive(run.state, start), isLive(run.state, finish)], [false, true]);
    run.send({ type: 'run-finished', status: 'succeeded' });
    assert.equal(isLive(run.state, finish), false);
  });

  it('that calls a step is not live once the step is taken down, unlike its abort', () => {
    const run = createRun(workflow([step('a'), step('b')], ['a>b']));
    run.ok('a');
    const [, start] = run.commands;
    run.send({ type: 'cancel-requested' });
    const [abort] = run.commands;
    assert.ok(start && abort);
    assert.deepEqual([isLive(run.state, start), isLive(run.state, abort)], [false, true]);
  });

  it('that sets a timer is live while that very wait goes on', () => {
    const run = createRun(workflow([step('a')], [], { timeoutMs: 60 }));
    run.send({ type: 'step-waiting', path: 'a', wait: { kind: 'timer', dueAt: 30 } });
    const [first] = run.commands;
    run.send({ type: 'wait-resolved', path: 'a', outcome: 'fired' });
    run.send({ type: 'step-waiting', path: 'a', wait: { kind: 'timer', dueAt: 50 } });
    const [second] = run.commands;
    const deadline = { kind: 'timer', path: '', purpose: 'deadline', dueAt: 60 } as const;
    assert.ok(first && second);
    assert.deepEqual(
      [first, second, deadline].map((timer) => isLive(run.state, timer)),
      [false, true, true],
    );
    run.fail('a', 'request-failed');
    const [retry] = run.commands;
    assert.ok(retry);
    assert.equal(isLive(run.state, retry), true);
    run.send({ type: 'cancel-requested' });
    assert.deepEqual(
      [second, retry, deadline].map((timer) => isLive(run.state, timer)),
      [false, false, false],
    );
  });

  it('that finishes an iteration or a run gives way to a failure around it', () => {
    const run = createRun(workflow([step('each', {}, { steps: [step('x')], edges: [] })]));
    run.loop('each', 2, { concurrency: 2 });
    run.ok('each[0].x');
    const [, first] = run.commands;
    run.fail('each[1].x');
    const [second] = run.commands;
    assert.ok(first && second);
    assert.deepEqual([isLive(run.state, first), isLive(run.state, second)], [true, true]);
    run.iterated('each', 1, 'data-invalid');
    assert.deepEqual([isLive(run.state, first), isLive(run.state, second)], [false, false]);
    const [fail] = run.commands;
    assert.ok(fail);
    assert.equal(isLive(run.state, fail), true);
    run.send({ type: 'cancel-requested' });
    assert.equal(isLive(run.state, fail), false);
    const success = { kind: 'finish-run', status: 'succeeded', error: undefined, output: undefined } as const;
    assert.deepEqual(
      [success, ...run.commands].map((command) => isLive(run.state, command)),
      [false, true],
    );
  });

  it('that only tells is always live', () => {
    const run = createRun(workflow([step('a'), step('b')], ['a>b']));
    run.ok('a');
    const [told] = run.commands;
    assert.ok(told?.kind === 'settled');
    assert.equal(isLive(run.state, told), true);
  });
});
