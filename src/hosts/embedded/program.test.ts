import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withCode } from '../suite/lab.ts';
import { body, chain, flow, step } from '../suite/sample-flow.ts';
import { toProgram } from './testing/sample-run.ts';

describe('a compiled workflow', () => {
  it('counts who reads what, each step once', () => {
    const { root } = toProgram(
      chain(
        'w',
        [
          step('a', 'test.echo'),
          step('b', 'test.echo', { x: '{{ a.x + a.y }}', n: '{{ a }}' }),
          step('c', 'test.echo', { x: '{{ a.x }}' }, { output: { y: '{{ b.x }}' } }),
        ],
        { outputs: { n: 1 } },
      ),
    );
    assert.deepEqual(root.readers, [2, 1, 0]);
    assert.deepEqual(
      root.steps.map(({ reads }) => reads),
      [[], [0], [0, 1]],
    );
  });

  it('counts a loop as a reader of what its body reads', () => {
    const inner = body([step('in', 'test.echo', { x: '{{ a.x + item }}' })], [], { output: { y: '{{ in.x + b.x }}' } });
    const { root } = toProgram(
      chain('w', [step('a', 'test.echo'), step('b', 'test.echo'), step('each', 'test.each', {}, { body: inner })], {
        outputs: { n: 1 },
      }),
    );
    assert.deepEqual(root.steps[2]?.reads, [0, 1]);
    assert.equal(root.steps[2]?.body?.steps.length, 1);
  });

  it('keeps for the end what the workflow gives, said or unsaid', () => {
    const steps = [step('a', 'test.echo'), step('b', 'test.echo', { x: '{{ a }}' })];
    const unsaid = toProgram(flow('w', steps, ['a>b'])).root;
    assert.deepEqual(unsaid.sinks, [1]);
    assert.ok((unsaid.readers[1] ?? 0) > 1e6 && unsaid.readers[0] === 1);
    const said = toProgram(flow('w', steps, ['a>b'], { outputs: { x: '{{ a }}' } })).root;
    assert.ok((said.readers[0] ?? 0) > 1e6 && said.readers[1] === 0);
  });

  it('leaves text alone that is code', () => {
    const { root } = toProgram(flow('w', [step('a', 'test.raw', { code: '{{ not one', n: '{{ 1 }}' })]));
    assert.deepEqual(root.steps[0]?.raw, { code: '{{ not one' });
    assert.equal(root.steps[0]?.input.expressions.length, 1);
  });

  it('is refused with a broken expression', () => {
    assert.throws(
      () => toProgram(flow('w', [step('a', 'test.echo', { x: '{{ a +' })])),
      withCode('expression-invalid'),
    );
    assert.throws(() => toProgram(flow('w', [], [], { outputs: { x: '{{ ) }}' } })), withCode('expression-invalid'));
  });

  it('takes the time limit of the step, then of the block, then its own', () => {
    const { root } = toProgram(
      flow('w', [step('a', 'test.echo', {}, { timeoutMs: 7 }), step('b', 'test.echo'), step('c', 'test.absent')]),
    );
    assert.deepEqual(
      root.steps.map(({ timeoutMs }) => timeoutMs),
      [7, 300_000, 300_000],
    );
    assert.equal(root.steps[2]?.block, undefined);
  });
});
