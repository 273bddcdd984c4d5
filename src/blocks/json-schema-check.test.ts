import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { compileSchema } from './json-schema-check.ts';

describe('compileSchema', () => {
  it('answers nothing for a value that satisfies the schema, and a reason otherwise', () => {
    const check = compileSchema({
      type: 'object',
      properties: { age: { type: 'integer' } },
      required: ['age'],
      additionalProperties: false,
    });
    assert.equal(check({ age: 3 }), undefined);
    assert.match(check({ age: 'x' }) ?? '', /\/age must be integer/);
    assert.match(check({}) ?? '', /required property 'age'/);
    assert.match(check({ age: 1, size: 2 }) ?? '', /"size"/);
  });

  it('knows formats, and runs patterns in linear time', () => {
    assert.match(compileSchema({ type: 'string', format: 'email' })('nobody') ?? '', /email/);
    const started = performance.now();
    assert.notEqual(compileSchema({ pattern: '^(a+)+$' })(`${'a'.repeat(5_000)}!`), undefined);
    assert.ok(performance.now() - started < 1_000);
  });

  it('accepts and refuses everything by the boolean schemas', () => {
    assert.equal(compileSchema(true)(1), undefined);
    assert.notEqual(compileSchema(false)(1), undefined);
  });

  it('keeps schemas of the same $id apart', () => {
    const $id = 'https://example.com/one';
    const text = compileSchema({ $id, type: 'string' });
    const number = compileSchema({ $id, type: 'number' });
    assert.equal(text('a'), undefined);
    assert.equal(number(1), undefined);
    assert.notEqual(number('a'), undefined);
  });

  it('refuses what is no schema', () => {
    for (const schema of [{ type: 'colour' }, { $ref: 'https://example.com/other.json' }, { pattern: '(' }]) {
      assert.throws(
        () => compileSchema(schema),
        (error) => error instanceof AppError && error.code === 'data-invalid',
      );
    }
  });
});
