import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { createFakeContext } from '../../testing/fake-context.ts';
import { run as format } from '../csv-format/run.ts';
import { run } from './run.ts';

const parse = (text: string, inputs: JsonObject = {}) => run(createFakeContext({ text, ...inputs }));

test('a header row names the columns', async () => {
  assert.deepEqual(await parse('id,name\n1,Ada\n2,"Bo, ""B"""\n'), {
    rows: [
      { id: '1', name: 'Ada' },
      { id: '2', name: 'Bo, "B"' },
    ],
    columns: ['id', 'name'],
    count: 2,
    skipped: 0,
    delimiter: ',',
  });
});

test('the delimiter is found by itself, or given', async () => {
  for (const delimiter of [',', ';', '\t', '|']) {
    const found = await parse(`${['name', 'price', '"a,b;c"'].join(delimiter)}\n${['x', '"1,5"', ''].join(delimiter)}`);
    assert.equal(found.delimiter, delimiter);
  }
  assert.equal((await parse('name;price\nx;1,5\ny;2,5')).delimiter, ';');
  assert.deepEqual((await parse('a\tb', { header: false, delimiter: '\\t' })).rows, [{ column_1: 'a', column_2: 'b' }]);
  assert.deepEqual((await parse('one\ntwo')).rows, [{ one: 'two' }]);
});

test('columns may be given, with or without a header row', async () => {
  assert.deepEqual((await parse('a,b\n1,2', { columns: ['x', 'y'] })).rows, [{ x: '1', y: '2' }]);
  assert.deepEqual((await parse('1,2', { header: false, columns: ['x', 'y'] })).rows, [{ x: '1', y: '2' }]);
  assert.deepEqual((await parse('1,2\n3,4', { header: false, rowsAs: 'arrays' })).rows, [
    ['1', '2'],
    ['3', '4'],
  ]);
});

test('no column hides another', async () => {
  const { columns, rows } = await parse('a,,a,a_2,a\n1,2,3,4,5');
  assert.deepEqual(columns, ['a', 'column_2', 'a_3', 'a_2', 'a_4']);
  assert.equal(Object.keys((rows as readonly JsonObject[])[0] ?? {}).length, 5);
});

test('only what can be written back the same way becomes a number', async () => {
  const values = [
    '1',
    '-2.5',
    '0',
    '007',
    '+5',
    '1e3',
    '1234567890123456',
    '123456789012345',
    ' 5',
    '-0',
    'TRUE',
    'false',
    '',
    'NaN',
  ];
  const { rows } = await parse(values.join(','), { header: false, types: 'auto', rowsAs: 'arrays' });
  assert.deepEqual(rows, [
    [1, -2.5, 0, '007', '+5', '1e3', '1234567890123456', 123456789012345, ' 5', '-0', true, false, '', 'NaN'],
  ]);
  assert.deepEqual((await parse('a\n1')).rows, [{ a: '1' }]);
  assert.deepEqual((await parse('a,b\n,1', { empty: 'null' })).rows, [{ a: null, b: '1' }]);
});

test('a row with another number of fields fails naming its line, is filled or left out', async () => {
  const text = 'a,b\n1,2\n3\n4,5,6\n';
  await assert.rejects(parse(text), {
    code: 'data-invalid',
    message: /Line 3 .*1 fields.*2 are expected/,
    data: { line: 3, fields: 1, expected: 2 },
  });
  assert.deepEqual((await parse(text, { inconsistent: 'skip' })).rows, [{ a: '1', b: '2' }]);
  const padded = await parse(text, { inconsistent: 'pad' });
  assert.deepEqual(padded.columns, ['a', 'b', 'column_3']);
  assert.deepEqual(padded.rows, [
    { a: '1', b: '2', column_3: '' },
    { a: '3', b: '', column_3: '' },
    { a: '4', b: '5', column_3: '6' },
  ]);
});

test('byte order marks, empty lines, comments and spaces are handled', async () => {
  assert.deepEqual((await parse('\ufeffa,b\r\n\r\n1,2\r\n')).rows, [{ a: '1', b: '2' }]);
  assert.deepEqual((await parse('# made by x\na,b\n1,#2\n', { comment: '#' })).rows, [{ a: '1', b: '#2' }]);
  assert.deepEqual((await parse('a , b\n 1 , 2 \n', { trim: true })).rows, [{ a: '1', b: '2' }]);
  assert.equal((await parse('a\n\n1', { skipEmptyLines: false })).count, 2);
});

test('a range of lines and a number of rows may be read', async () => {
  const text = 'junk\na\n1\n2\n3\n';
  assert.deepEqual((await parse(text, { fromLine: 2, limit: 2 })).rows, [{ a: '1' }, { a: '2' }]);
  assert.deepEqual((await parse(text, { fromLine: 2, toLine: 3 })).rows, [{ a: '1' }]);
});

test('other quotes and escapes are read', async () => {
  assert.deepEqual((await parse("a,b\n'x,y',z", { quote: "'" })).rows, [{ a: 'x,y', b: 'z' }]);
  assert.deepEqual((await parse('a\n"x\\"y"', { escape: '\\' })).rows, [{ a: 'x"y' }]);
  assert.deepEqual((await parse('a,b\n"x,y', { quote: '' })).rows, [{ a: '"x', b: 'y' }]);
  assert.deepEqual((await parse('a\n5" nail', { relaxQuotes: true })).rows, [{ a: '5" nail' }]);
});

test('broken quotes fail with the line', async () => {
  await assert.rejects(parse('a,b\n1,"2\n3,4\n'), { code: 'data-invalid', message: /line/ });
  await assert.rejects(parse('a,b\n1,2"x\n'), { code: 'data-invalid', message: /line 2/ });
  await assert.rejects(parse('a\n"x"y\n'), { code: 'data-invalid', message: /line 2/ });
});

test('empty text has no rows, and text that is not one is refused', async () => {
  assert.deepEqual(await parse(''), { rows: [], columns: [], count: 0, skipped: 0, delimiter: ',' });
  assert.deepEqual((await parse('a,b')).columns, ['a', 'b']);
  await assert.rejects(run(createFakeContext({ text: 7 })), { code: 'input-invalid' });
  await assert.rejects(parse('a', { inconsistent: 'maybe' }), { code: 'input-invalid' });
  await assert.rejects(parse('a', { quote: 'xx' }), { code: 'limit-exceeded' });
});

test('a column called __proto__ is a column', async () => {
  assert.equal(JSON.stringify((await parse('__proto__,a\n1,2')).rows), '[{"__proto__":"1","a":"2"}]');
});

test('a row without end is refused', async () => {
  await assert.rejects(parse(`a\n"${'x'.repeat(5_000_000)}`), { code: 'limit-exceeded', message: /quote/ });
});

test('what was written is read back the same', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ' ', ',', ';', '"', "'", '\n', '\r', '\t', '|', '=', 'é') });
  const delimiter = fc.constantFrom(',', ';', '\t', '|');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }),
      delimiter,
      fc.constantFrom('needed', 'text', 'all'),
      fc.constantFrom('lf', 'crlf'),
      async (rows, delimiter, quoting, lineEnding) => {
        const columns = ['x', 'y', 'z'];
        const { text } = await format(createFakeContext({ rows, columns, delimiter, quoting, lineEnding }));
        const back = await parse(text as string, { delimiter, rowsAs: 'arrays' });
        assert.deepEqual(back.rows, rows as readonly JsonValue[]);
      },
    ),
    { numRuns: 200 },
  );
});

test('any text is read or refused with a reason, never otherwise', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom('a', '1', ',', ';', '"', '\n', '\r', ' ', '\ufeff', '\0') }),
      async (text) => {
        await parse(text, { types: 'auto', inconsistent: 'pad' }).catch((error) =>
          assert.equal(error.code, 'data-invalid'),
        );
      },
    ),
    { numRuns: 300 },
  );
});
