// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { text } from './strings.ts';
import { validateValue } from './validate-value.ts';

const PERSON: JsonObject = {
  type: 'object',
  required: ['name', 'agreed'],
  properties: {
    name: { type: 'string', minLength: 2, maxLength: 5 },
    age: { type: 'integer', minimum: 0, exclusiveMaximum: 150 },
    agreed: { type: 'boolean' },
    mail: { type: 'string', format: 'email' },
    born: { type: 'string', format: 'date' },
    colour: { enum: ['red', 'green', 3] },
    tags: { type: 'array', items: { type: 'string', minLength: 1 }, maxItems: 2, uniqueItems: true },
    'a/b~c': { type: 'object', required: ['deep'], properties: { deep: { type: 'number' } } },
  },
  additionalProperties: false,
};
const GOOD: JsonObject = { name: 'Ada', agreed: false };

describe('validateValue', () => {
  it('finds nothing wrong with a value that fits', () => {
    expect(validateValue(PERSON, { ...GOOD, age: 0, mail: 'a@b', born: '2024-02-29', colour: 3, tags: ['x'] })).toEqual(
      {},
    );
  });

  it.each<[string, JsonObject, string]>([
    ['/name', { name: 'A' }, text.tooShort(2)],
    ['/name', { name: '👩👩👩👩👩👩' }, text.tooLong(5)],
    ['/name', { name: 7 }, text.notText],
    ['/age', { age: 1.5 }, text.notWhole],
    ['/age', { age: -1 }, text.tooSmall(0)],
    ['/age', { age: 150 }, text.notBelow(150)],
    ['/agreed', { agreed: 'yes' }, text.notBoolean],
    ['/mail', { mail: 'nobody' }, text.notEmail],
    ['/born', { born: '2023-02-29' }, text.notDate],
    ['/colour', { colour: '3' }, text.notChoice],
    ['/tags', { tags: ['a', 'b', 'c'] }, text.tooMany(2)],
    ['/tags', { tags: ['a', 'a'] }, text.notUnique],
    ['/tags/1', { tags: ['a', ''] }, text.required],
    ['/a~1b~0c/deep', { 'a/b~c': {} }, text.required],
    ['', { extra: 1 }, text.unknownKey('extra')],
  ])('says at %j what is wrong with %j', (pointer, part, message) => {
    expect(validateValue(PERSON, { ...GOOD, ...part })).toEqual({ [pointer]: message });
  });

  it('asks for what is required, and takes false and 0 for answers', () => {
    expect(validateValue(PERSON, {})).toEqual({ '/name': text.required, '/agreed': text.required });
    expect(validateValue({ type: 'number' }, 0, true)).toEqual({});
    expect(validateValue({ type: 'string' }, undefined, true)).toEqual({ '': text.required });
  });

  it('takes an empty text where a union allows one, as the public address does', () => {
    const schema: JsonObject = {
      anyOf: [
        { type: 'string', format: 'uri' },
        { type: 'string', const: '' },
      ],
    };
    expect(validateValue(schema, '')).toEqual({});
    expect(validateValue(schema, 'no address')).toEqual({ '': text.notAddress });
  });

  it('follows local references, also those that go round in a circle', () => {
    const node: JsonObject = {
      $ref: '#/$defs/node',
      $defs: { node: { type: 'object', properties: { size: { type: 'number' }, next: { $ref: '#/$defs/node' } } } },
    };
    let value: JsonValue = { size: 'wrong' };
    for (let depth = 0; depth < 3; depth += 1) value = { next: value };
    expect(validateValue(node, value)).toEqual({ '/next/next/next/size': text.notNumber });
    expect(validateValue({ $ref: '#' }, 'anything')).toEqual({});
  });

  it('leaves patterns of other dialects and long texts to the server', () => {
    expect(validateValue({ type: 'string', pattern: '(?P<x>a)' }, 'b')).toEqual({});
    expect(validateValue({ type: 'string', pattern: '^a$' }, 'b')).toEqual({ '': text.notShaped('^a$') });
    expect(validateValue({ type: 'string', pattern: '^(a+)+$' }, `${'a'.repeat(300)}b`)).toEqual({});
  });

  it('counts multiples as people do, not as floating point does', () => {
    expect(validateValue({ type: 'number', multipleOf: 0.1 }, 0.3)).toEqual({});
    expect(validateValue({ type: 'number', multipleOf: 0.1 }, 0.35)).toEqual({ '': text.notMultiple(0.1) });
  });
});
