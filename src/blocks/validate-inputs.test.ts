import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AppError } from '#contract/app-error.ts';
import { BlockDescriptor, FieldType } from '#contract/block.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { toInputSchema } from './input-schema.ts';
import { compileSchema } from './json-schema-check.ts';
import { createInputValidator, type InputValidator } from './validate-inputs.ts';

function toDescriptor(inputs: readonly JsonObject[]): BlockDescriptor {
  const execution = { handler: 'test::any' };
  return BlockDescriptor.parse({ id: 'test.any', label: 'Any', category: 'test', description: '', inputs, execution });
}

function toValidator(...inputs: readonly JsonObject[]): InputValidator {
  return createInputValidator(toDescriptor(inputs));
}

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof AppError);
    assert.equal(error.code, 'input-invalid');
    return error.message;
  }
  return assert.fail('nothing was thrown');
}

describe('createInputValidator', () => {
  it('answers the same object when nothing is to be changed', () => {
    const { validate } = toValidator({ id: 'url', type: 'string', required: true }, { id: 'count', type: 'integer' });
    const inputs = Object.freeze({ url: 'x', count: 3 });
    assert.equal(validate(inputs), inputs);
  });

  it('fills in defaults without touching what was given', () => {
    const { validate } = toValidator(
      { id: 'data', type: 'json', default: '{}' },
      { id: 'list', type: 'array', default: '[1]' },
      { id: 'pause', type: 'duration', default: '30s' },
      { id: 'name', type: 'string', default: '{}' },
      { id: 'word', type: 'json', default: 'plain' },
    );
    const inputs = Object.freeze({});
    assert.deepEqual(validate(inputs), { data: {}, list: [1], pause: 30_000, name: '{}', word: 'plain' });
    assert.deepEqual(inputs, {});
  });

  it('takes null for the absence of a value, except where any JSON is taken', () => {
    const { validate } = toValidator(
      { id: 'count', type: 'integer', default: 5 },
      { id: 'note', type: 'string' },
      { id: 'data', type: 'json', required: true },
    );
    assert.deepEqual(validate({ count: null, note: null, data: null }), { count: 5, data: null });
    assert.match(
      messageOf(() => validate({})),
      /"data".*required/,
    );
  });

  const safe: readonly (readonly [JsonObject, JsonValue, JsonValue])[] = [
    [{ type: 'number' }, ' -1.5e3 ', -1500],
    [{ type: 'integer' }, '42', 42],
    [{ type: 'boolean' }, 'false', false],
    [{ type: 'string' }, 42, '42'],
    [{ type: 'text' }, true, 'true'],
    [{ type: 'select', options: ['1', '2'] }, 1, '1'],
    [{ type: 'multiselect', options: ['a', 'b'] }, 'a', ['a']],
    [{ type: 'object' }, '{"a": 1}', { a: 1 }],
    [{ type: 'array' }, '[1]', [1]],
    [{ type: 'schema' }, '{"type": "object"}', { type: 'object' }],
    [{ type: 'duration' }, '1h 30m', 5_400_000],
    [{ type: 'duration' }, '1500', 1_500],
    [{ type: 'json' }, '[1]', '[1]'],
  ];
  for (const [field, given, wanted] of safe) {
    it(`reads ${JSON.stringify(given)} as ${JSON.stringify(wanted)} for ${JSON.stringify(field)}`, () => {
      assert.deepEqual(toValidator({ id: 'x', ...field }).validate({ x: given }), { x: wanted });
    });
  }

  const refused: readonly (readonly [JsonObject, JsonValue, RegExp])[] = [
    [{ type: 'number' }, 'many', /expected a number, but text "many" was given/],
    [{ type: 'number' }, '0x10', /expected a number/],
    [{ type: 'number', min: 1, max: 5 }, 7, /a number from 1 to 5, but 7/],
    [{ type: 'integer', min: 1 }, 1.5, /a whole number of at least 1, but 1.5/],
    [{ type: 'integer' }, 2 ** 60, /whole number/],
    [{ type: 'boolean' }, 1, /true or false, but 1/],
    [{ type: 'boolean' }, 'yes', /true or false/],
    [{ type: 'string' }, { a: 1 }, /expected text, but an object/],
    [{ type: 'string', max: 3 }, 'abcd', /at most 3 characters/],
    [{ type: 'string', pattern: '^[a-z]+$' }, 'A1', /matching/],
    [{ type: 'select', options: ['a', { value: 'b' }] }, 'c', /one of "a", "b", but text "c"/],
    [{ type: 'multiselect', options: ['a', 'b'] }, ['a', 'z'], /a list of "a", "b"/],
    [{ type: 'object' }, [1], /an object, but a list of 1/],
    [{ type: 'object' }, '{bad', /an object, but text/],
    [{ type: 'array', max: 1 }, [1, 2], /at most 1 items/],
    [{ type: 'duration' }, 'soon', /a duration/],
    [{ type: 'duration', max: 1_000 }, '2s', /at most 1000 ms/],
    [{ type: 'secret' }, 5, /name of a secret/],
    [{ type: 'file' }, 5, /path of a file/],
    [{ type: 'schema' }, 5, /JSON Schema/],
    [{ type: 'array', schema: { items: { type: 'number' } } }, [1, 'a'], /\/1 must be number/],
  ];
  for (const [field, given, wanted] of refused) {
    it(`refuses ${JSON.stringify(given)} for ${JSON.stringify(field)}, naming field and reason`, () => {
      const validator = toValidator({ id: 'x', ...field });
      const message = messageOf(() => validator.validate({ x: given }));
      assert.match(message, /Input "x" of the block test.any/);
      assert.match(message, wanted);
      assert.match(validator.check('x', given) ?? '', wanted);
    });
  }

  it('never shows what was given for a secret', () => {
    const message = messageOf(() => toValidator({ id: 'key', type: 'secret', max: 3 }).validate({ key: 'hunter2' }));
    assert.doesNotMatch(message, /hunter2/);
  });

  it('refuses unknown inputs, naming the nearest known one', () => {
    const { validate, check } = toValidator({ id: 'condition', type: 'json' }, { id: 'data', type: 'json' });
    assert.match(
      messageOf(() => validate({ conditon: 1 })),
      /"conditon".*"condition" may be meant/,
    );
    assert.match(
      messageOf(() => validate({ zzz: 1, data: 2 })),
      /the block takes condition, data/,
    );
    assert.match(
      messageOf(() => toValidator().validate({ a: 1 })),
      /takes no inputs/,
    );
    assert.match(check('zzz', 1) ?? '', /no such input/);
  });

  it('is not fooled by names every object has', () => {
    const { validate } = toValidator({ id: 'a', type: 'json' });
    for (const name of ['__proto__', 'constructor', 'toString']) {
      assert.match(
        messageOf(() => validate(JSON.parse(`{"${name}": {"a": 1}}`))),
        /no such input/,
      );
    }
    assert.deepEqual(validate(Object.assign(Object.create(null), { a: 1 })).a, 1);
  });

  it('needs a required field only while it is shown', () => {
    const { validate } = toValidator(
      { id: 'mode', type: 'select', options: ['a', 'b'], default: 'a' },
      { id: 'x', type: 'string', required: true, showIf: { mode: ['a'] } },
    );
    assert.deepEqual(validate({ mode: 'b' }), { mode: 'b' });
    assert.match(
      messageOf(() => validate({})),
      /"x".*required/,
    );
    assert.match(
      messageOf(() => validate({ mode: 'a' })),
      /"x".*required/,
    );
  });
});

describe('toInputSchema', () => {
  const field = fc.record({
    type: fc.constantFrom(...FieldType.options),
    min: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    max: fc.option(fc.integer({ min: 4, max: 20 }), { nil: undefined }),
    required: fc.boolean(),
  });
  const value = fc.oneof(
    // Numbers beyond what can be counted exactly are whole to JSON Schema, and refused here.
    fc.jsonValue({ maxDepth: 2 }).filter((one) => typeof one !== 'number' || Math.abs(one) < Number.MAX_SAFE_INTEGER),
    fc.constantFrom<JsonValue>('a', 'b', '5', 'true', '30s', '1h', [], ['a', 'b'], {}, 5, 7.5, true, '{"a":1}'),
  );

  it('accepts what the check answers, and nothing the check refuses', () => {
    fc.assert(
      fc.property(field, value, ({ type, min, max, required }, given) => {
        const inputs = [
          {
            id: 'x',
            type,
            required,
            ...(min === undefined ? {} : { min }),
            ...(max === undefined ? {} : { max }),
            ...(type === 'select' || type === 'multiselect' ? { options: ['a', 'b'] } : {}),
          },
        ];
        const descriptor = toDescriptor(inputs);
        const validator = createInputValidator(descriptor);
        const fits = compileSchema(toInputSchema(descriptor.inputs));
        const plain: JsonObject = JSON.parse(JSON.stringify({ x: given }));
        const reason = validator.check('x', plain.x ?? null);
        const isAbsent = plain.x === null && type !== 'json';
        if (reason === undefined && !isAbsent) {
          const accepted = validator.validate(plain);
          assert.equal(fits(accepted), undefined, JSON.stringify({ descriptor: descriptor.inputs, accepted }));
        } else if (reason !== undefined && type !== 'duration') {
          assert.notEqual(fits(plain), undefined, JSON.stringify({ descriptor: descriptor.inputs, plain, reason }));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('carries what a form and a tool need', () => {
    const { inputs } = toDescriptor([
      {
        id: 'mode',
        label: 'Mode',
        description: 'How',
        type: 'select',
        options: ['a', { value: 'b', label: 'B' }],
        default: 'a',
      },
      { id: 'data', type: 'json', default: '{"a": 1}' },
      { id: 'rows', type: 'array', required: true, schema: { items: { type: 'object' } } },
    ]);
    assert.deepEqual(toInputSchema(inputs), {
      type: 'object',
      properties: {
        mode: { title: 'Mode', description: 'How', type: 'string', enum: ['a', 'b'], default: 'a' },
        data: { default: { a: 1 } },
        rows: { type: 'array', allOf: [{ items: { type: 'object' } }] },
      },
      required: ['rows'],
      additionalProperties: false,
    });
  });

  it('needs a field only while others show it', () => {
    const { inputs } = toDescriptor([
      { id: 'mode', type: 'select', options: ['a', 'b'], default: 'a' },
      { id: 'x', type: 'string', required: true, showIf: { mode: ['a'] } },
    ]);
    const fits = compileSchema(toInputSchema(inputs));
    assert.equal(fits({ mode: 'b' }), undefined);
    assert.equal(fits({ mode: 'a', x: '1' }), undefined);
    assert.notEqual(fits({ mode: 'a' }), undefined);
    assert.notEqual(fits({}), undefined, 'mode is a by default');
  });
});
