import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#contract/json.ts';
import { toBlankValue, toDefaultValue } from './default-value.ts';
import { toFormField, toLabel } from './form-field.ts';

const kindOf = (schema: JsonObject) => toFormField(schema, schema, 'x').kind;

describe('toFormField', () => {
  it.each<[string, JsonObject]>([
    ['text', { type: 'string' }],
    ['text', { type: ['string', 'null'] }],
    ['text', { anyOf: [{ type: 'string' }, { type: 'null' }] }],
    ['number', { type: 'integer' }],
    ['boolean', { type: 'boolean' }],
    ['choice', { enum: ['a', 1, null] }],
    ['choice', { oneOf: [{ const: 'a', title: 'A' }, { const: 'b' }] }],
    ['choices', { type: 'array', uniqueItems: true, items: { enum: ['a', 'b'] } }],
    ['list', { type: 'array', items: { type: 'string' } }],
    ['object', { properties: { a: {} } }],
    ['json', { type: 'array' }],
    ['json', { type: 'object' }],
    ['json', { anyOf: [{ type: 'string' }, { type: 'number' }] }],
    ['json', {}],
    ['json', { $ref: 'https://elsewhere/schema.json' }],
  ])('asks with a field of the kind %s for %j', (kind, schema) => {
    expect(kindOf(schema)).toBe(kind);
  });

  it('gives long texts an area and those with a pattern a line', () => {
    expect(toFormField({ type: 'string', maxLength: 5_000 }, {}, 'x')).toMatchObject({ multiline: true });
    expect(toFormField({ type: 'string', maxLength: 5_000, pattern: '^a' }, {}, 'x')).toMatchObject({
      multiline: false,
    });
    expect(toFormField({ type: 'string', format: 'date' }, {}, 'x')).toMatchObject({ input: 'date', multiline: false });
  });

  it('names a field by its title, otherwise by the words of its name', () => {
    expect(toFormField({ type: 'string', title: 'Who' }, {}, 'person')).toMatchObject({ label: 'Who' });
    expect(toLabel('publicUrl')).toBe('Public url');
    expect(toLabel('first_name-of')).toBe('First name of');
    expect(toLabel('')).toBe('');
  });
});

describe('toDefaultValue', () => {
  it('fills in the defaults, also deep ones, and nothing else', () => {
    const schema: JsonObject = {
      type: 'object',
      properties: {
        a: { type: 'number', default: 0 },
        b: { type: 'string' },
        c: { type: 'object', properties: { d: { type: 'boolean', default: false } } },
        e: { type: 'object', properties: { f: { type: 'string' } } },
      },
    };
    expect(toDefaultValue(schema)).toEqual({ a: 0, c: { d: false } });
    expect(toDefaultValue({ type: 'string' })).toBeUndefined();
  });

  it('ends where a schema refers to itself', () => {
    const schema: JsonObject = { type: 'object', properties: { next: { $ref: '#' } } };
    expect(toDefaultValue(schema)).toEqual({});
  });

  it('starts new entries of a list with something a field can show', () => {
    expect(toBlankValue({ type: 'string' }, {})).toBe('');
    expect(toBlankValue({ type: 'integer', minimum: 3 }, {})).toBe(3);
    expect(toBlankValue({ enum: ['a', 'b'] }, {})).toBe('a');
    expect(toBlankValue({ type: 'object', properties: { a: {} } }, {})).toEqual({});
  });
});
