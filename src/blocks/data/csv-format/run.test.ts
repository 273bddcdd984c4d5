import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { createFakeContext } from '../../testing/fake-context.ts';
import { run } from './run.ts';

const format = async (rows: readonly JsonValue[], inputs: JsonObject = {}) =>
  (await run(createFakeContext({ rows, ...inputs }))).text;

test('all fields of all rows become columns in the order they appear', async () => {
  assert.deepEqual(
    await run(
      createFakeContext({
        rows: [
          { a: 1, b: 'x' },
          { b: 'y', c: true },
        ],
      }),
    ),
    {
      text: 'a,b,c\n1,x,\n,y,true\n',
      count: 2,
    },
  );
});

test('columns are chosen, ordered, labelled and read by path', async () => {
  const rows = [{ id: 1, customer: { name: 'Ada' } }];
  const columns = [{ field: 'customer.name', label: 'Customer' }, 'id'];
  assert.equal(await format(rows, { columns }), 'Customer,id\nAda,1\n');
  assert.equal(await format(rows, { columns, header: false }), 'Ada,1\n');
});

test('rows that are lists are written by place', async () => {
  assert.equal(await format([[1, 2], [3]]), '1,2\n3,\n');
  assert.equal(await format([[1, 2]], { columns: ['a', 'b'] }), 'a,b\n1,2\n');
  assert.equal(await format([1, 'x']), 'value\n1\nx\n');
});

test('fields are quoted where needed, and more when asked', async () => {
  const rows = [{ a: 'x,y', b: 'say "hi"', c: 'two\nlines', d: 1, e: '' }];
  assert.equal(await format(rows), 'a,b,c,d,e\n"x,y","say ""hi""","two\nlines",1,\n');
  assert.equal(await format([{ a: 'x', n: 1 }], { quoting: 'text', header: false }), '"x",1\n');
  assert.equal(await format([{ a: null, n: 1 }], { quoting: 'all', header: false }), '"","1"\n');
  assert.equal(await format([{ a: 'x,y' }], { quote: "'", header: false }), "'x,y'\n");
});

test('nested values are JSON, missing ones the empty text', async () => {
  assert.equal(await format([{ a: { x: [1] }, b: null }], { header: false, emptyText: '-' }), '"{""x"":[1]}",-\n');
});

test('delimiter, line ending, last line and byte order mark are as asked', async () => {
  assert.equal(
    await format([{ a: 1, b: 2 }], { delimiter: ';', lineEnding: 'crlf', bom: true }),
    '\ufeffa;b\r\n1;2\r\n',
  );
  assert.equal(await format([{ a: 1, b: 2 }], { delimiter: '\\t', finalNewline: false }), 'a\tb\n1\t2');
});

test('formulas are guarded when asked, numbers left alone', async () => {
  const rows = [{ a: '=1+1' }, { a: '+x' }, { a: '-5' }, { a: -5 }, { a: '@cmd' }, { a: '\t=1' }, { a: 'a=b' }];
  assert.equal(await format(rows, { guardFormulas: true, header: false }), "'=1+1\n'+x\n-5\n-5\n'@cmd\n'\t=1\na=b\n");
  assert.equal(await format([{ '=cmd': 1 }], { guardFormulas: true }), "'=cmd\n1\n");
  assert.equal(await format([{ a: '=1' }], { header: false }), '=1\n');
});

test('no rows give a header when the columns are known', async () => {
  assert.equal(await format([], { columns: ['a', 'b'] }), 'a,b\n');
  assert.equal(await format([]), '');
});

test('a line with one empty field is not an empty line', async () => {
  assert.equal(await format([{ a: '' }, { a: null }]), 'a\n""\n""\n');
});

test('rows and columns that are none are refused', async () => {
  await assert.rejects(run(createFakeContext({ rows: { a: 1 } })), { code: 'input-invalid' });
  await assert.rejects(format([], { columns: [7] }), { code: 'input-invalid', message: /columns\[0\]/ });
});

test('names every object inherits are not read', async () => {
  assert.equal(await format([{ a: 1 }], { columns: ['constructor', 'a'] }), 'constructor,a\n,1\n');
});
