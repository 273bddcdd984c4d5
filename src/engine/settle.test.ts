import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRun, step, workflow } from './testing/small-run.ts';

describe('where a run goes', () => {
  it('starts with the steps no edge enters', () => {
    const run = createRun(workflow([step('a'), step('b'), step('c')], ['a>b']));
    assert.deepEqual(run.started, ['run a 1 start', 'run c 1 start']);
  });

  it('succeeds at once when it has no steps', () => {
    const run = createRun(workflow([]));
    assert.deepEqual(run.started, ['finish-run succeeded ok']);
    run.send({ type: 'run-finished', status: 'succeeded' });
    assert.equal(run.state.phase, 'finished');
  });

  it('follows the edges, and succeeds when every step is settled', () => {
    const run = createRun(workflow([step('a'), step('b')], ['a>b']));
    assert.deepEqual(run.ok('a'), ['settled a done', 'run b 1 start']);
    assert.deepEqual(run.ok('b'), ['settled b done', 'finish-run succeeded ok']);
  });

  it('goes by the port that was taken and skips the others, all the way down', () => {
    const steps = [step('a', { block: 'test.pick' }), step('yes'), step('no'), step('after'), step('last')];
    const run = createRun(workflow(steps, ['a>yes', 'a:false>no', 'no>after', 'after>last']));
    assert.deepEqual(run.ok('a', 'true'), [
      ...['settled a done', 'run yes 1 start'],
      ...['settled no skipped', 'settled after skipped', 'settled last skipped'],
    ]);
    assert.deepEqual(run.ok('yes'), ['settled yes done', 'finish-run succeeded ok']);
  });

  it('goes by several ports at once, or by none', () => {
    const steps = [step('a', { block: 'test.switch' }), step('x'), step('y'), step('z')];
    const document = workflow(steps, ['a:a>x', 'a:b>y', 'a:c>z']);
    assert.deepEqual(createRun(document).ok('a', 'a', 'c'), [
      ...['settled a done', 'run x 1 start', 'run z 1 start', 'settled y skipped'],
    ]);
    const run = createRun(document);
    assert.deepEqual(run.send({ type: 'step-succeeded', path: 'a', ports: [], output: null }), [
      ...['settled a done', 'settled z skipped', 'settled y skipped', 'settled x skipped', 'finish-run succeeded ok'],
    ]);
  });

  it('takes no edge of a port nobody named', () => {
    const run = createRun(workflow([step('a'), step('b')], ['a>b']));
    assert.deepEqual(run.ok('a', 'elsewhere'), ['settled a done', 'settled b skipped', 'finish-run succeeded ok']);
  });
});

describe('a step that joins all', () => {
  const document = workflow([step('a'), step('b', { block: 'test.pick' }), step('c')], ['a>c', 'b>c']);

  it('waits for every edge', () => {
    const run = createRun(document);
    assert.deepEqual(run.ok('a'), ['settled a done']);
    assert.deepEqual(run.ok('b'), ['settled b done', 'run c 1 start']);
  });

  it('starts when one edge was taken and the others are dead, whichever was last', () => {
    const first = createRun(document);
    first.ok('a');
    assert.deepEqual(first.ok('b', 'false'), ['settled b done', 'run c 1 start']);
    const second = createRun(document);
    assert.deepEqual(second.ok('b', 'false'), ['settled b done']);
    assert.deepEqual(second.ok('a'), ['settled a done', 'run c 1 start']);
  });

  it('is skipped when all its edges are dead', () => {
    const run = createRun(document);
    run.ok('a', 'none');
    assert.deepEqual(run.ok('b', 'false'), ['settled b done', 'settled c skipped', 'finish-run succeeded ok']);
  });

  it('starts once when two edges from one step lead to it', () => {
    const steps = [step('a', { block: 'test.pick' }), step('b')];
    const run = createRun(workflow(steps, ['a:true>b', 'a:false>b', 'a:true>b']));
    assert.deepEqual(run.ok('a', 'true'), ['settled a done', 'run b 1 start']);
    assert.deepEqual(run.ok('b'), ['settled b done', 'finish-run succeeded ok']);
  });
});

describe('a step that joins any', () => {
  const document = workflow([step('a'), step('b'), step('c', { join: 'any' })], ['a>c', 'b>c']);

  it('starts with the first edge taken, and not again', () => {
    const run = createRun(document);
    assert.deepEqual(run.ok('b'), ['settled b done', 'run c 1 start']);
    assert.deepEqual(run.ok('c'), ['settled c done']);
    assert.deepEqual(run.ok('a'), ['settled a done', 'finish-run succeeded ok']);
  });

  it('waits on when the first edge is dead, and is skipped when all are', () => {
    const run = createRun(document);
    assert.deepEqual(run.ok('a', 'none'), ['settled a done']);
    assert.deepEqual(run.ok('b', 'none'), ['settled b done', 'settled c skipped', 'finish-run succeeded ok']);
  });

  it('is settled once when it is disabled and several edges reach it together', () => {
    const steps = [step('a', { block: 'test.pick' }), step('c', { join: 'any', disabled: true }), step('d')];
    const run = createRun(workflow(steps, ['a:true>c', 'a:false>c', 'c>d']));
    assert.deepEqual(run.ok('a', 'true', 'false'), ['settled a done', 'settled c disabled', 'run d 1 start']);
    assert.deepEqual(run.ok('d'), ['settled d done', 'finish-run succeeded ok']);
  });
});

describe('a disabled step', () => {
  it('lets its default port be taken without running', () => {
    const steps = [step('a'), step('b', { block: 'test.pick', disabled: true }), step('yes'), step('no')];
    const run = createRun(workflow(steps, ['a>b', 'b>yes', 'b:false>no']));
    assert.deepEqual(run.ok('a'), ['settled a done', 'settled b disabled', 'run yes 1 start', 'settled no skipped']);
  });

  it('may be the first or the only one', () => {
    const run = createRun(workflow([step('a', { disabled: true }), step('b')], ['a>b']));
    assert.deepEqual(run.started, ['settled a disabled', 'run b 1 start']);
    const alone = createRun(workflow([step('a', { disabled: true })]));
    assert.deepEqual(alone.started, ['settled a disabled', 'finish-run succeeded ok']);
  });

  it('is skipped like any other where no edge was taken', () => {
    const run = createRun(workflow([step('a'), step('b', { disabled: true }), step('c')], ['a>b', 'b>c']));
    assert.deepEqual(run.ok('a', 'none'), [
      ...['settled a done', 'settled b skipped', 'settled c skipped', 'finish-run succeeded ok'],
    ]);
  });
});
