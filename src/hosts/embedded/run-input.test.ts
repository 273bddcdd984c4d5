import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonValue } from '#contract/json.ts';
import type { WorkflowInput } from '#contract/workflow.ts';
import { withCode } from '../suite/lab.ts';
import { flow } from '../suite/sample-flow.ts';
import { toRunInput } from './run-input.ts';

const declaring = (...inputs: (Partial<WorkflowInput> & { id: string })[]) =>
  flow('w', [], [], { inputs: inputs.map((input) => ({ type: 'json', required: false, ...input })) });

describe('the input of a run', () => {
  it('is taken as it is where the workflow declares none', () => {
    const given = { any: [1, { thing: true }] };
    assert.equal(toRunInput(declaring(), given), given);
  });

  it('has a value for everything that is declared', () => {
    const workflow = declaring({ id: 'a', default: 1 }, { id: 'b' }, { id: 'c', required: true });
    assert.deepEqual(toRunInput(workflow, { c: false }), { a: 1, b: null, c: false });
    assert.deepEqual(toRunInput(workflow, { a: null, c: 0 }), { a: 1, b: null, c: 0 });
  });

  it('fits the declared types', () => {
    const samples: Readonly<Record<string, JsonValue>> = {
      string: 'x',
      text: 'x',
      file: 'x',
      number: 1.5,
      integer: 2,
      boolean: false,
      object: { a: 1 },
      array: [1],
    };
    for (const type of Object.keys(samples) as WorkflowInput['type'][]) {
      const workflow = declaring({ id: 'a', type });
      for (const [kind, value] of Object.entries(samples)) {
        const alike = [
          ['string', 'text', 'file'].includes(type) && typeof value === 'string',
          type === 'number' && kind === 'integer',
        ];
        if (kind === type || alike.includes(true)) assert.deepEqual(toRunInput(workflow, { a: value }), { a: value });
        else assert.throws(() => toRunInput(workflow, { a: value }), withCode('input-invalid', '"a"'));
      }
    }
    for (const value of Object.values(samples))
      assert.deepEqual(toRunInput(declaring({ id: 'a', type: 'json' }), { a: value }), { a: value });
  });

  it('satisfies the declared schema', () => {
    const workflow = declaring({ id: 'mail', type: 'string', schema: { pattern: '^.+@.+$' } });
    assert.deepEqual(toRunInput(workflow, { mail: 'a@b' }), { mail: 'a@b' });
    assert.throws(() => toRunInput(workflow, { mail: 'nobody' }), withCode('input-invalid', 'mail'));
  });

  it('is refused with the field, and with what there is instead of an unknown one', () => {
    const workflow = declaring({ id: 'day', required: true });
    assert.throws(
      () => toRunInput(workflow, {}),
      (error) =>
        withCode('input-invalid', 'required')(error) && (error as { data?: { field?: string } }).data?.field === 'day',
    );
    assert.throws(
      () => toRunInput(workflow, { day: 1, dya: 2 }),
      withCode('input-invalid', '"dya" of the workflow "w" is not declared; it takes "day"'),
    );
    assert.throws(
      () => toRunInput(workflow, JSON.parse('{"day":1,"__proto__":{"a":1}}')),
      withCode('input-invalid', '__proto__'),
    );
    for (const name of ['constructor', 'toString'])
      assert.throws(() => toRunInput(declaring({ id: name, required: true }), {}), withCode('input-invalid', name));
  });
});
