import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compilePlan, DEFAULT_RETRY } from './plan.ts';
import { portsOf } from './testing/script.ts';
import { edges, step, workflow } from './testing/small-run.ts';

const blocks = (block: string) => ({ ports: portsOf(block) });

describe('the plan of a workflow', () => {
  it('fills in everything a step leaves open', () => {
    const [planned] = compilePlan(workflow([step('a')]), blocks).root.steps;
    assert.ok(planned);
    const { source, ...rest } = planned;
    assert.equal(source.id, 'a');
    assert.deepEqual(rest, {
      ...{ index: 0, id: 'a', block: 'test.plain', incoming: 0, join: 'all', out: [], defaultPort: 'out' },
      ...{ retry: DEFAULT_RETRY, onError: 'fail', onUncertain: 'ask', disabled: false, body: undefined },
    });
  });

  it("lets an edge without a port leave by the block's first port", () => {
    const document = workflow([step('a', { block: 'test.pick' }), step('b'), step('c')], ['a>b', 'a:false>c']);
    const { root } = compilePlan(document, blocks);
    assert.deepEqual(root.steps[0]?.out, [
      { port: 'true', to: 1 },
      { port: 'false', to: 2 },
    ]);
    assert.equal(root.steps[0]?.defaultPort, 'true');
  });

  it('takes the port `out` for a block it does not know', () => {
    const { root } = compilePlan(workflow([step('a'), step('b')], ['a>b']), () => undefined);
    assert.deepEqual(root.steps[0]?.out, [{ port: 'out', to: 1 }]);
  });

  it('counts the edges into a step and knows where to start', () => {
    const { root } = compilePlan(workflow([step('c'), step('a'), step('b')], ['a>c', 'b>c', 'b>c']), blocks);
    assert.deepEqual(
      root.steps.map((each) => each.incoming),
      [3, 0, 0],
    );
    assert.deepEqual(root.roots, [1, 2]);
    assert.equal(root.byId.get('c')?.index, 0);
  });

  it('leaves out edges that lead nowhere', () => {
    const { root } = compilePlan(workflow([step('a')], ['a>gone', 'gone>a']), blocks);
    assert.deepEqual([root.steps[0]?.out, root.steps[0]?.incoming], [[], 0]);
  });

  it('gives steps inside loops the settings of the workflow', () => {
    const body = { steps: [step('inner', { onUncertain: 'fail' }), step('other')], edges: edges('inner>other') };
    const settings = { onUncertain: 'retry' as const, retry: { maxAttempts: 7 }, timeoutMs: 5 };
    const plan = compilePlan(workflow([step('each', {}, body)], [], settings), blocks);
    const inner = plan.root.steps[0]?.body;
    assert.equal(plan.timeoutMs, 5);
    assert.deepEqual(
      inner?.steps.map((each) => [each.onUncertain, each.retry.maxAttempts, each.incoming]),
      [
        ['fail', 7, 0],
        ['retry', 7, 1],
      ],
    );
  });
});
