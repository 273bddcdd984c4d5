import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSchema } from '#blocks/json-schema-check.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { checkSchema } from './check-schema.ts';

const SCHEMAS: readonly JsonObject[] = [
  { type: 'array', items: { type: 'string', minLength: 1 } },
  { type: 'array', minItems: 1, items: { anyOf: [{ type: 'string' }, { type: 'object', required: ['a'] }] } },
  {
    type: 'object',
    properties: { a: { enum: ['x', 1] }, b: { type: 'integer', minimum: 0, maximum: 5 } },
    required: ['b'],
  },
  { type: 'object', additionalProperties: false, properties: { a: {} } },
  { type: ['object', 'null'], additionalProperties: { type: 'boolean' } },
];

describe('checking a value against a schema', () => {
  it('agrees with the server in what descriptors use', () => {
    const leaf = fc.oneof(fc.constantFrom('x', '', 1, 7, -1, 1.5, true, null));
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'), { maxKeys: 3 }),
      ),
    })).any;
    const checks = SCHEMAS.map((schema) => [schema, compileSchema(schema)] as const);
    fc.assert(
      fc.property(value, (given) => {
        const json = JSON.parse(JSON.stringify(given)) as JsonValue;
        for (const [schema, check] of checks)
          expect([schema, json, checkSchema(schema, json) === undefined]).toEqual([
            schema,
            json,
            check(json) === undefined,
          ]);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves texts with expressions be, wherever they are', () => {
    expect(checkSchema({ type: 'object', properties: { a: { type: 'number' } } }, { a: '{{ x }}' })).toBeUndefined();
  });

  it('names the place of what is wrong', () => {
    const schema = { type: 'array', items: { type: 'object', properties: { n: { type: 'number' } } } };
    expect(checkSchema(schema, [{ n: 1 }, { n: 'x' }])).toBe('[1].n: must be number');
  });
});
