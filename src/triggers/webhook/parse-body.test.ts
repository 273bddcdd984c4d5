import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBody } from './parse-body.ts';

const parse = (text: string, type?: string) => parseBody(Buffer.from(text), type, 'auto');

test('a body is read by its content type', async () => {
  assert.deepEqual(parse('{"a":[1]}', 'application/json; charset=utf-8'), { a: [1] });
  assert.deepEqual(parse('\uFEFF{"a":1}', 'application/vnd.api+JSON'), { a: 1 });
  assert.deepEqual(parse('a=1&b=2&a=3&c', 'application/x-www-form-urlencoded'), { a: ['1', '3'], b: '2', c: '' });
  assert.equal(parse('<a/>', 'application/xml'), '<a/>');
  assert.equal(parse('hello', 'text/plain'), 'hello');
  assert.equal(parse('hello', 'image/png'), 'aGVsbG8=');
  assert.equal(parse('hello'), 'aGVsbG8=');
  assert.equal(parse('', 'application/json'), null);
});

test('a multipart form has texts and files', async () => {
  const body = [
    '--x',
    'content-disposition: form-data; name="a"',
    '',
    '1',
    '--x',
    'content-disposition: form-data; name="f"; filename="n.txt"',
    'content-type: text/plain',
    '',
    'hi',
    '--x--',
    '',
  ].join('\r\n');
  assert.deepEqual(await parse(body, 'multipart/form-data; boundary=x'), {
    a: '1',
    f: { fileName: 'n.txt', type: 'text/plain', sizeBytes: 2, base64: 'aGk=' },
  });
  await assert.rejects(async () => parse('nonsense', 'multipart/form-data; boundary=x'), {
    code: 'document-unreadable',
  });
});

test('the way of reading can be chosen', () => {
  assert.deepEqual(parseBody(Buffer.from('{"a":1}'), 'text/plain', 'json'), { a: 1 });
  assert.equal(parseBody(Buffer.from('{"a":1}'), 'application/json', 'text'), '{"a":1}');
  assert.equal(parseBody(Buffer.from('a'), 'application/json', 'base64'), 'YQ==');
});

test('bodies that are not what they say are refused', () => {
  assert.throws(() => parse('{', 'application/json'), { code: 'document-unreadable' });
  assert.throws(() => parseBody(Buffer.from([0x22, 0xff, 0x22]), 'application/json', 'auto'), {
    code: 'document-unreadable',
  });
  assert.throws(() => parse('['.repeat(100_000) + ']'.repeat(100_000), 'application/json'), { code: 'limit-exceeded' });
  assert.throws(() => parse('a&'.repeat(20_000), 'application/x-www-form-urlencoded'), { code: 'limit-exceeded' });
});

test('names of object members are fields like others', () => {
  const fields = parse('__proto__=1&constructor=2', 'application/x-www-form-urlencoded');
  assert.deepEqual(Object.entries(fields ?? {}), [
    ['__proto__', '1'],
    ['constructor', '2'],
  ]);
});
