import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonObject } from '#contract/json.ts';
import { createFakeContext } from '../../testing/fake-context.ts';
import { run } from './run.ts';

const parse = async (text: string, inputs: JsonObject = {}) => await run(createFakeContext({ text, ...inputs }));

test('JSON is read, with how many items it has', async () => {
  assert.deepEqual(await parse('{"a":[1]}'), { data: { a: [1] }, count: 1, skipped: 0 });
  assert.deepEqual(await parse('[1,2]'), { data: [1, 2], count: 2, skipped: 0 });
});

test('what people and models put around JSON is overlooked', async () => {
  for (const text of [
    '\ufeff{"a":1}',
    '```json\n{"a":1}\n```',
    'Here it is:\n\n```\n{"a":1}\n```\nAnything else?',
    'The answer is {"a":1}. Good luck!',
    '```json\n{"a":1}',
  ]) {
    assert.deepEqual((await parse(text)).data, { a: 1 }, text);
    await assert.rejects(parse(text, { tolerant: false }), { code: 'data-invalid' });
  }
  assert.deepEqual((await parse('"a {x} b"')).data, 'a {x} b');
  assert.deepEqual((await parse('{"code":"```js\\nx\\n```"}')).data, { code: '```js\nx\n```' });
});

test('a fault is shown with line, column and the text around it', async () => {
  await assert.rejects(parse('{\n  "a": 1,\n  b: 2\n}'), {
    code: 'data-invalid',
    message: 'The text is not valid JSON at line 3, column 3: a key in double quotes is expected (near "  b: 2").',
    data: { line: 3, column: 3, snippet: '  b: 2' },
  });
  await assert.rejects(parse('Well:\n```json\n{"a" 1}\n```'), { data: { line: 3, column: 6, snippet: '{"a" 1}' } });
});

test('a long text does not end up in the message', async () => {
  await assert.rejects(parse(`["${'x'.repeat(10_000)}" 1]`), (error: Error) => error.message.length < 300);
});

test('JSON Lines give a list, and bad lines fail or are left out', async () => {
  assert.deepEqual(await parse('{"a":1}\r\n\n[2]\n', { format: 'json_lines' }), {
    data: [{ a: 1 }, [2]],
    count: 2,
    skipped: 0,
  });
  const text = '{"a":1}\n{"a":\n3';
  await assert.rejects(parse(text, { format: 'json_lines' }), { code: 'data-invalid', message: /line 2, column 6/ });
  assert.deepEqual(await parse(text, { format: 'json_lines', onBadLine: 'skip' }), {
    data: [{ a: 1 }, 3],
    count: 2,
    skipped: 1,
  });
});

test('large whole numbers are rounded, kept as text or refused', async () => {
  const text = '{"id":12345678901234567890,"n":1.5,"s":"12345678901234567890"}';
  assert.deepEqual((await parse(text)).data, { id: 12345678901234567000, n: 1.5, s: '12345678901234567890' });
  assert.deepEqual((await parse(text, { bigNumbers: 'text' })).data, {
    id: '12345678901234567890',
    n: 1.5,
    s: '12345678901234567890',
  });
  await assert.rejects(parse(text, { bigNumbers: 'fail' }), { code: 'data-invalid', message: /12345678901234567890/ });
});

test('a number beyond all numbers is refused instead of becoming null', async () => {
  await assert.rejects(parse('[1e999]'), { code: 'data-invalid', message: /1e999/ });
  await assert.rejects(parse('9'.repeat(400)), { code: 'data-invalid' });
  assert.deepEqual((await parse('[1e200,"1e999"]')).data, [1e200, '1e999']);
});

test('a schema is satisfied or the step fails', async () => {
  const schema = { type: 'object', required: ['a'] };
  assert.deepEqual((await parse('{"a":1}', { schema })).data, { a: 1 });
  await assert.rejects(parse('{}', { schema }), { code: 'data-invalid', message: /required property 'a'/ });
});

test('empty, too deep and hostile text is refused or harmless', async () => {
  await assert.rejects(parse(' \n '), { code: 'data-invalid', message: /empty/ });
  await assert.rejects(parse('['.repeat(100_000)), { code: 'limit-exceeded' });
  assert.deepEqual((await parse(`"${'['.repeat(1_000)}"`)).count, 1);
  const { data } = await parse('{"__proto__":{"admin":true}}');
  assert.equal(Object.getPrototypeOf(data), Object.prototype);
  await assert.rejects(parse('1', { format: 'xml' }), { code: 'input-invalid' });
});

test('any JSON is read as JSON.parse reads it, also in a fence', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), async (text) => {
      assert.deepEqual((await parse(text)).data, JSON.parse(text));
      assert.deepEqual((await parse(text, { bigNumbers: 'text', tolerant: false })).data, JSON.parse(text));
    }),
  );
});
