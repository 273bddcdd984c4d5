import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ValueScope } from '#expressions/value-scope.ts';
import { body, chain, flow, step } from '../suite/sample-flow.ts';
import { overOutputs, ScopeValues } from './scope-values.ts';
import { startRun, succeed, toProgram } from './testing/sample-run.ts';

const around: ValueScope = {
  get: (name) => (name === 'input' ? { n: 1 } : undefined),
  has: (name) => name === 'input',
  names: () => ['input'],
};

describe('the values of a scope', () => {
  it('lets go of a value once its last reader is settled', () => {
    const workflow = chain(
      'w',
      [
        step('big', 'test.echo'),
        step('one', 'test.echo', { x: '{{ big.rows }}' }),
        step('two', 'test.echo', { x: '{{ big.rows & one.x }}' }),
        step('last', 'test.echo', { x: '{{ two.x }}' }),
      ],
      { outputs: { x: '{{ last.x }}' } },
    );
    const run = startRun(workflow);
    const values = run.values.scope(run.state.root);
    const kept = () => workflow.steps.filter((_, index) => values.at(index) !== undefined).map(({ id }) => id);
    succeed(run, 'big', { rows: [1] });
    assert.deepEqual(kept(), ['big']);
    succeed(run, 'one', { x: 1 });
    assert.deepEqual(kept(), ['big', 'one']);
    succeed(run, 'two', { x: 2 });
    assert.deepEqual(kept(), ['two']);
    succeed(run, 'last', { x: 3 });
    assert.deepEqual(kept(), ['last'], 'what the run gives is kept to the end');
  });

  it('lets go of a value whose only reader was skipped', () => {
    const workflow = flow(
      'w',
      [
        step('big', 'test.echo'),
        step('check', 'test.if'),
        step('reader', 'test.echo', { x: '{{ big }}' }),
        step('end', 'test.echo'),
      ],
      ['big>check', 'check:true>reader', 'check:false>end'],
      { outputs: { n: 1 } },
    );
    const run = startRun(workflow);
    succeed(run, 'big', { rows: [1] });
    const values = run.values.scope(run.state.root);
    assert.deepEqual(values.get('big'), { rows: [1] });
    run.emit({ type: 'step-succeeded', at: 0, path: 'check', output: {}, ports: ['false'] });
    assert.equal(values.get('big'), undefined);
  });

  it('never keeps what nobody reads, and keeps everything where an expression may read anything', () => {
    const unread = new ScopeValues(
      toProgram(chain('w', [step('a', 'test.echo'), step('b', 'test.echo')])).root,
      around,
    );
    unread.set(0, { n: 1 });
    assert.equal(unread.at(0), undefined);
    const anything = toProgram(chain('w', [step('a', 'test.echo'), step('b', 'test.echo', { x: '{{ $ }}' })])).root;
    const keeping = new ScopeValues(anything, around);
    keeping.set(0, { n: 1 });
    keeping.release(1);
    assert.deepEqual(keeping.at(0), { n: 1 });
  });

  it('keeps a value for the loop whose body reads it, until the loop is over', () => {
    const inner = body([step('use', 'test.echo', { x: '{{ before.n + item }}' })]);
    const workflow = chain('w', [
      step('before', 'test.echo'),
      step('each', 'test.each', {}, { body: inner }),
      step('end', 'test.echo'),
    ]);
    const run = startRun(workflow);
    succeed(run, 'before', { n: 5 });
    run.emit({
      type: 'loop-started',
      at: 0,
      path: 'each',
      count: 2,
      concurrency: 1,
      onItemError: 'fail',
      collect: true,
      items: [10, 20],
    });
    for (const index of [0, 1]) {
      const scope = run.state.scopes.get(`each[${index}]`);
      assert.ok(scope);
      const values = run.values.scope(scope);
      assert.deepEqual(
        [values.get('before'), values.get('item'), values.get('index')],
        [{ n: 5 }, [10, 20][index], index],
      );
      assert.deepEqual(values.names().slice(0, 3), ['item', 'index', 'before']);
      succeed(run, `each[${index}].use`);
      run.emit({ type: 'iteration-finished', at: 0, path: 'each', index, output: {} });
    }
    assert.deepEqual(run.values.scope(run.state.root).get('before'), { n: 5 });
    succeed(run, 'each');
    assert.equal(run.values.scope(run.state.root).get('before'), undefined);
  });

  it('does not take names of its own machinery for steps', () => {
    const values = new ScopeValues(toProgram(flow('w', [step('a', 'test.echo')])).root, around);
    for (const name of ['__proto__', 'constructor', 'toString', 'item', 'index']) {
      assert.equal(values.get(name), undefined);
      assert.equal(values.has(name), false);
    }
    assert.deepEqual(values.get('input'), { n: 1 });
  });

  it('shows an output mapping the outputs before what is around them', () => {
    const scope = overOutputs({ input: 'mine', empty: null }, around);
    assert.deepEqual(
      [scope.get('input'), scope.get('empty'), scope.has('empty'), scope.has('constructor')],
      ['mine', null, true, false],
    );
    assert.deepEqual(scope.names(), ['input', 'empty', 'input']);
    assert.equal(overOutputs({}, around).get('toString'), undefined);
  });
});
