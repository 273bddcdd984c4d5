import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findIdleStatus } from './is-idle.ts';
import { createRun, step, workflow } from './testing/small-run.ts';

const start = (written: string[] = []) =>
  createRun(workflow([step('a'), step('b', {}, { steps: [step('x')], edges: [] })], written));

describe('a run', () => {
  it('is not idle while a step is under way, or nothing is active', () => {
    const queued = createRun(workflow([step('a')]), { start: false });
    assert.equal(findIdleStatus(queued.state), undefined);
    queued.send({ type: 'run-started' });
    assert.equal(findIdleStatus(queued.state), undefined);
    queued.ok('a');
    assert.equal(findIdleStatus(queued.state), undefined);
    queued.send({ type: 'run-finished', status: 'succeeded' });
    assert.equal(findIdleStatus(queued.state), undefined);
  });

  it('waits when every step waits, those in loops as well', () => {
    const run = start();
    run.send({ type: 'step-waiting', path: 'a', wait: { kind: 'timer', dueAt: 9 } });
    assert.equal(findIdleStatus(run.state), undefined);
    run.loop('b', 2);
    assert.equal(findIdleStatus(run.state), undefined);
    run.fail('b[0].x', 'request-failed');
    assert.equal(findIdleStatus(run.state), 'waiting');
    run.send({ type: 'retry-due', path: 'b[0].x' });
    assert.equal(findIdleStatus(run.state), undefined);
  });

  it('is uncertain when a person must say what an effect did', () => {
    const run = start(['a>b']);
    run.send({ type: 'step-uncertain', path: 'a', attempt: 1 });
    assert.equal(findIdleStatus(run.state), 'uncertain');
  });

  it('is calling while it waits for another run, whatever else it waits for', () => {
    const run = start();
    run.send({ type: 'child-started', path: 'a', runId: 'r1', workflow: { id: 'child', version: 1 }, input: {} });
    run.send({ type: 'step-uncertain', path: 'b', attempt: 1 });
    assert.equal(findIdleStatus(run.state), 'calling');
  });

  it('is not idle while an iteration is to be finished or a loop to be failed', () => {
    const run = start();
    run.send({ type: 'step-waiting', path: 'a', wait: { kind: 'callback', token: 't' } });
    run.loop('b', 2);
    run.fail('b[0].x');
    assert.equal(findIdleStatus(run.state), undefined);
    run.iterated('b', 0, 'data-invalid');
    assert.equal(findIdleStatus(run.state), undefined);
  });

  it('is not idle while it is being taken down', () => {
    const run = start();
    run.send({ type: 'child-started', path: 'a', runId: 'r1', workflow: { id: 'child', version: 1 }, input: {} });
    run.fail('b');
    assert.equal(findIdleStatus(run.state), undefined);
  });
});
