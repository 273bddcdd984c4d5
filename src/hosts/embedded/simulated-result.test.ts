import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FieldType } from '#contract/block.ts';
import { toTestBlock } from '../suite/test-blocks.ts';
import { toSimulated } from './simulated-result.ts';

describe('a simulated result', () => {
  it('has a sample of its type for every output', () => {
    const outputs = FieldType.options.map((type) => ({ id: type, type }));
    const sample = toSimulated(toTestBlock(() => ({}), { outputs }));
    assert.deepEqual(Object.keys(sample), [...FieldType.options]);
    assert.deepEqual(
      [sample.number, sample.boolean, sample.array, sample.json, sample.string],
      [0, true, [], {}, '(simulated string)'],
    );
    assert.deepEqual(JSON.parse(JSON.stringify(sample)), sample);
  });
});
