import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { compileSchema } from './json-schema.ts';

const faults = async (schema: JsonObject, data: JsonValue) => (await compileSchema(schema))(data).faults;

test('faults name the place and what is wrong', async () => {
  const schema = {
    type: 'object',
    required: ['id'],
    additionalProperties: false,
    properties: { id: { type: 'integer' }, kind: { enum: ['a', 'b'] } },
  };
  assert.deepEqual(await faults(schema, { id: 1, kind: 'a' }), []);
  assert.deepEqual(
    (await faults(schema, { kind: 'c', extra: 1 })).map(({ path, message }) => `${path} ${message}`),
    ["/ must have required property 'id'", '/ must not have the property "extra"', '/kind must be one of "a", "b"'],
  );
});

test('the dialect follows $schema, and an unknown one is refused', async () => {
  const tuple = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    items: [{ type: 'string' }],
    additionalItems: false,
  };
  assert.equal((await faults(tuple, ['a', 'b'])).length, 1);
  assert.equal((await faults({ prefixItems: [{ type: 'string' }], items: false }, ['a', 'b'])).length, 1);
  assert.equal(
    (await faults({ $schema: 'https://json-schema.org/draft/2019-09/schema', items: [{ type: 'string' }] }, [1]))
      .length,
    1,
  );
  await assert.rejects(compileSchema({ $schema: 'http://json-schema.org/draft-04/schema#' }), {
    code: 'input-invalid',
    message: /draft-04/,
  });
});

test('formats are checked', async () => {
  assert.equal((await faults({ format: 'email' }, 'nobody')).length, 1);
  assert.equal((await faults({ format: 'date-time' }, '2024-01-01T00:00:00Z')).length, 0);
});

test('a corrected copy is given and the data itself stays as it is', async () => {
  const schema = {
    type: 'object',
    additionalProperties: false,
    properties: { n: { type: 'integer' }, unit: { default: 'kg' } },
  };
  const check = await compileSchema(schema, { coerce: true, fillDefaults: true, removeUnknown: true });
  const data = Object.freeze({ n: '7', other: 1 });
  assert.deepEqual(check(data), { data: { n: 7, unit: 'kg' }, faults: [] });
  assert.deepEqual(data, { n: '7', other: 1 });
});

test('references stay inside the schema', async () => {
  assert.equal((await faults({ $ref: '#/$defs/id', $defs: { id: { type: 'string' } } }, 1)).length, 1);
  await assert.rejects(compileSchema({ $ref: 'https://example.com/schema.json' }), {
    code: 'input-invalid',
    message: /outside itself/,
  });
});

test('two schemas may have the same $id, and a broken schema is refused again and again', async () => {
  assert.equal((await faults({ $id: 'urn:example:x', type: 'string' }, 1)).length, 1);
  assert.equal((await faults({ $id: 'urn:example:x', type: 'number' }, 1)).length, 0);
  for (let round = 0; round < 2; round += 1) {
    await assert.rejects(compileSchema({ type: 'strin' }), { code: 'input-invalid', message: /\/type/ });
  }
});

test('a property is asked of the data itself, not of what every object inherits', async () => {
  assert.equal((await faults({ required: ['constructor'] }, {})).length, 1);
  assert.equal((await faults({ required: ['__proto__'] }, {})).length, 1);
});

test('patterns take linear time and those that cannot are refused', async () => {
  assert.equal((await faults({ pattern: '^(a+)+$' }, `${'a'.repeat(20_000)}b`)).length, 1);
  assert.equal((await faults({ patternProperties: { '^x-': { type: 'string' } } }, { 'x-a': 1 })).length, 1);
  await assert.rejects(compileSchema({ pattern: '(?=a)' }), { code: 'data-invalid' });
});

test('unique items of objects are found in linear time', async () => {
  const items = Array.from({ length: 30_000 }, (_, id) => ({ id }));
  assert.deepEqual(await faults({ uniqueItems: true }, items), []);
  assert.equal(
    (
      await faults({ uniqueItems: true }, [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ])
    ).length,
    1,
  );
});

test('schemas too large, too deep, endless or exponential are stopped', async () => {
  await assert.rejects(compileSchema({ enum: ['x'.repeat(300_000)] }), { code: 'limit-exceeded' });
  let deep: JsonObject = {};
  for (let level = 0; level < 20_000; level += 1) deep = { not: deep };
  await assert.rejects(compileSchema(deep), { code: 'limit-exceeded' });
  const endless = await compileSchema({ $ref: '#/$defs/a', $defs: { a: { allOf: [{ $ref: '#/$defs/a' }] } } });
  assert.throws(() => endless(1), { code: 'limit-exceeded' });
  const $defs: Record<string, JsonObject> = { d40: { type: 'string' } };
  for (let level = 39; level >= 0; level -= 1) {
    const next = { $ref: `#/$defs/d${level + 1}` };
    $defs[`d${level}`] = { anyOf: [next, { allOf: [next] }] };
  }
  const exponential = await compileSchema({ $ref: '#/$defs/d0', $defs });
  assert.throws(() => exponential(1), { code: 'limit-exceeded' });
});

test('at most a hundred faults are reported', async () => {
  const data = Array.from({ length: 500 }, () => 1);
  assert.equal((await faults({ items: { type: 'string' } }, data)).length, 100);
});
