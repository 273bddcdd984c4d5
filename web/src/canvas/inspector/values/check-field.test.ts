import { describe, expect, it } from 'vitest';
import { createInputValidator } from '#blocks/validate-inputs.ts';
import { BlockDescriptor, type BlockInput, FieldType } from '#contract/block.ts';
import type { JsonValue } from '#contract/json.ts';
import { checkField } from './check-field.ts';
import { toPlainField } from './schema-field.ts';

const VALUES: readonly JsonValue[] = [
  '',
  'a',
  'true',
  '7',
  ' 7.5 ',
  '1h 30m',
  '{"a":1}',
  '[1]',
  '[broken',
  0,
  7,
  7.5,
  -1,
  1e20,
  true,
  false,
  [],
  ['a'],
  ['x'],
  [1, 2, 3, 4],
  {},
  { a: 1 },
];
const LIMITS: readonly Partial<BlockInput>[] = [{}, { min: 1, max: 3 }, { pattern: '^[a-z]+$' }, { required: true }];

/** What the server says of a value in a field. */
function askServer(field: BlockInput, value: JsonValue): boolean {
  const descriptor = BlockDescriptor.parse({
    id: 't.t',
    label: 'T',
    category: 't',
    description: 'T',
    inputs: [field],
    execution: { handler: 't::t' },
  });
  return createInputValidator(descriptor).check('x', value) === undefined;
}

describe('checking a field as it is typed', () => {
  it.each(FieldType.options)('says of a value for type %s what the server says', (type) => {
    for (const limits of LIMITS) {
      const field = toPlainField('x', type, { ...limits, options: ['a', 'true', '7'] });
      for (const value of VALUES) {
        const verdict = checkField(field, value) === undefined;
        expect([value, limits, verdict]).toEqual([value, limits, askServer(field, value)]);
      }
    }
  });

  it('asks for what is required and has no default', () => {
    expect(checkField(toPlainField('x', 'string', { required: true }), undefined)).toBe('A value is required.');
    expect(checkField(toPlainField('x', 'string', { required: true, default: 'a' }), undefined)).toBeUndefined();
    expect(checkField(toPlainField('x', 'json', { required: true }), null)).toBeUndefined();
    expect(checkField(toPlainField('x', 'string'), undefined)).toBeUndefined();
  });

  it('says nothing of an expression, whose value is known when it runs', () => {
    expect(checkField(toPlainField('x', 'integer', { max: 3 }), '{{ 9 }}')).toBeUndefined();
    expect(checkField(toPlainField('x', 'integer', { expressions: false }), '{{ 9 }}')).toBe('Must be a number.');
  });
});
