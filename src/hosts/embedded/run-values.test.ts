import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { body, flow, step } from '../suite/sample-flow.ts';
import { emit, startRun } from './testing/sample-run.ts';

const error = { code: 'request-failed' as const, message: 'x' };

describe('the values of a run', () => {
  it('hold what it was started with', () => {
    const { values } = startRun(flow('w', [step('a', 'test.echo')], [], { variables: { n: 1 } }), { day: 'x' });
    assert.deepEqual(values.get('input'), { day: 'x' });
    assert.deepEqual(values.get('vars'), { n: 1 });
    assert.deepEqual(values.get('run'), { id: 'run-1', workflowId: 'w', version: 1 });
    assert.deepEqual(values.get('trigger'), { kind: 'manual', by: 'ann', path: '/new' });
    assert.equal(values.get('constructor'), undefined);
    assert.deepEqual(values.names(), ['input', 'vars', 'run', 'trigger']);
  });

  it('replace the variables a step sets, and no others', () => {
    const run = startRun(flow('w', [step('a', 'test.set')], [], { variables: { n: 1, kept: true } }));
    emit(run, { type: 'variables-set', path: 'a', values: { n: 2 } });
    assert.deepEqual(run.values.get('vars'), { n: 2, kept: true });
    assert.deepEqual(run.program.workflow.variables, { n: 1, kept: true });
  });

  it('forget what an attempt did, but not its parts', () => {
    const run = startRun(flow('w', [step('a', 'test.wait')]));
    emit(run, { type: 'substep-finished', path: 'a', key: 'part', output: 1 });
    emit(run, { type: 'step-waiting', path: 'a', wait: { kind: 'callback', token: 't' } });
    emit(run, { type: 'wait-resolved', path: 'a', outcome: 'answered', data: 5 });
    assert.deepEqual(run.values.findStep('a')?.resumed, { outcome: 'answered', data: 5, by: undefined });
    emit(run, { type: 'step-failed', path: 'a', attempt: 1, error, jitter: 0 });
    assert.deepEqual(run.values.findStep('a'), { substeps: new Map([['part', 1]]) });
  });

  it('count the rounds of a loop and keep what is wanted of them', () => {
    const run = startRun(flow('w', [step('each', 'test.each', {}, { body: body([step('in', 'test.echo')]) })]));
    emit(run, {
      type: 'loop-started',
      path: 'each',
      count: 3,
      concurrency: 3,
      onItemError: 'collect',
      collect: true,
      items: ['a', null, 'c'],
    });
    for (const index of [2, 0]) emit(run, { type: 'iteration-finished', path: 'each', index, output: index });
    const scope = run.state.scopes.get('each[1]');
    assert.ok(scope);
    assert.equal(run.values.scope(scope).get('item'), null);
    emit(run, { type: 'iteration-finished', path: 'each', index: 1, error });
    assert.deepEqual(run.values.toLoopProgress('each'), {
      finished: 3,
      failed: 1,
      last: undefined,
      results: [0, null, 2],
      errors: [{ index: 1, error }],
      done: true,
    });
  });

  it('are the same when they come from the journal', () => {
    const run = startRun(
      flow('w', [step('a', 'test.wait'), step('each', 'test.each', {}, { body: body([step('in', 'test.echo')]) })]),
    );
    emit(run, { type: 'step-started', path: 'each', attempt: 1, input: { items: [1, 2] } });
    run.values.step('each').input = { items: [1, 2] };
    emit(run, { type: 'loop-started', path: 'each', count: 2, concurrency: 1, onItemError: 'fail', collect: true });
    emit(run, { type: 'step-succeeded', path: 'each[0].in', output: { n: 1 } });
    emit(run, { type: 'step-waiting', path: 'a', wait: { kind: 'timer', dueAt: 9 } });
    const events = run.takeUnwritten()?.events ?? [];
    const again = startRun(run.program.workflow);
    for (const event of events.slice(2)) again.fold(event);
    assert.deepEqual(again.values.findStep('each'), run.values.findStep('each'));
    assert.deepEqual(again.values.findStep('a'), run.values.findStep('a'));
    const item = (of: typeof run) => {
      const scope = of.state.scopes.get('each[0]');
      assert.ok(scope);
      return of.values.scope(scope).get('item');
    };
    assert.deepEqual([item(run), item(again)], [1, 1]);
  });

  it('forget the iterations that were taken down with a failing one', () => {
    const inner = body([step('in', 'test.echo')]);
    const outer = body([step('inner', 'test.each', {}, { body: inner }), step('bad', 'test.fail')]);
    const run = startRun(flow('w', [step('each', 'test.each', {}, { body: outer })]));
    const loop = {
      type: 'loop-started' as const,
      count: 1,
      concurrency: 1,
      onItemError: 'continue' as const,
      collect: false,
      items: [1],
    };
    emit(run, { ...loop, path: 'each' });
    emit(run, { ...loop, path: 'each[0].inner' });
    const scope = run.state.scopes.get('each[0].inner[0]');
    assert.ok(scope);
    const values = run.values.scope(scope);
    emit(run, { type: 'step-failed', path: 'each[0].bad', attempt: 1, error: { ...error, retry: 'never' }, jitter: 0 });
    emit(run, { type: 'step-cancelled', path: 'each[0].inner[0].in' });
    emit(run, { type: 'iteration-finished', path: 'each', index: 0, error });
    assert.notEqual(run.values.scope(scope), values);
  });
});
