import { describe, expect, it } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { toPlainField } from '../values/schema-field.ts';
import { canChangeBlock, changeBlock, keepInputs } from './change-block.ts';
import { toRetryWaits } from './retry-waits.ts';

const workflow: Workflow = {
  flowright: 1,
  id: 'w',
  name: 'W',
  inputs: [],
  edges: [],
  steps: [
    {
      id: 'a',
      name: 'Mine',
      input: { items: [1], limit: '{{ x.n }}', mode: 'gone', other: 1 },
      process: { block: 'x.y', retry: { maxAttempts: 2 } },
      output: { n: '{{ count }}' },
    },
  ],
};
const block = {
  id: 'x.z',
  container: false,
  inputs: [
    toPlainField('items', 'array'),
    toPlainField('limit', 'integer'),
    toPlainField('mode', 'select', { options: ['on'] }),
  ],
};

describe('changing the block of a step', () => {
  it('keeps inputs the new block takes as well, and everything else of the step', () => {
    const [step] = changeBlock('a', block)(workflow).steps;
    expect(step).toEqual({
      id: 'a',
      name: 'Mine',
      input: { items: [1], limit: '{{ x.n }}' },
      process: { block: 'x.z', retry: { maxAttempts: 2 } },
      output: { n: '{{ count }}' },
    });
    expect(keepInputs(workflow.steps[0]?.input ?? {}, block.inputs).dropped).toBe(2);
  });
  it('does not keep an expression where none is evaluated', () => {
    const field = toPlainField('limit', 'string', { expressions: false });
    expect(keepInputs({ limit: '{{ x }}' }, [field]).input).toEqual({});
  });
  it('gives a loop a body, and takes an empty one away', () => {
    const loop = changeBlock('a', { ...block, container: true })(workflow);
    expect(loop.steps[0]?.body).toEqual({ steps: [], edges: [] });
    expect(changeBlock('a', { ...block, id: 'x.w' })(loop).steps[0]?.body).toBeUndefined();
  });
  it('never loses the steps inside a loop', () => {
    const inner = { id: 'b', process: { block: 'x.y' } };
    const loop = { id: 'a', process: { block: 'x.loop' }, body: { steps: [inner], edges: [] } };
    const around = { ...workflow, steps: [loop] };
    expect(canChangeBlock(loop, block)).toBe(false);
    expect(changeBlock('a', block)(around)).toBe(around);
  });
});

describe('waits between attempts', () => {
  it('double up to the longest', () => {
    expect(toRetryWaits({ maxAttempts: 5, delayMs: 1_000, maxDelayMs: 5_000 })).toEqual([1_000, 2_000, 4_000, 5_000]);
  });
  it('stay the same when fixed, and are none for one attempt', () => {
    expect(toRetryWaits({ maxAttempts: 3, delayMs: 200, backoff: 'fixed' })).toEqual([200, 200]);
    expect(toRetryWaits({ maxAttempts: 1 })).toEqual([]);
  });
  it('are those of the engine when nothing is said', () => {
    expect(toRetryWaits({})).toEqual([1_000, 2_000]);
  });
});
