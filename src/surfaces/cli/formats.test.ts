import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '#contract/app-error.ts';
import { ERROR_TABLE, isErrorCode } from '#contract/error-table.ts';
import { createPaint } from './colors.ts';
import { toErrorExitCode } from './exit-code.ts';
import { toLine, toPrintable } from './printable.ts';
import { toSizeText } from './quantity-text.ts';
import { toTableLines } from './table.ts';
import { toDurationText, toMomentText } from './time-text.ts';
import { toShortJson } from './trim-json.ts';

const plain = (text: string) => text;

test('durations read as people say them', () => {
  const cases = [
    [0, '0 ms'],
    [-5, '0 ms'],
    [999.4, '999 ms'],
    [1_000, '1.0 s'],
    [59_949, '59.9 s'],
    [59_950, '1 m 00 s'],
    [185_000, '3 m 05 s'],
    [3_599_600, '1 h 00 m'],
    [7_800_000, '2 h 10 m'],
    [356_400_000, '4 d 3 h'],
  ] as const;
  for (const [ms, text] of cases) assert.equal(toDurationText(ms), text);
});

test('moments have one width, and a time that is none does not fail', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date(0), max: new Date('2999-01-01'), noInvalidDate: true }),
      (date) => toMomentText(date.getTime()).length === 19,
    ),
  );
  assert.equal(toMomentText(Number.NaN), 'NaN');
});

test('sizes have a unit', () => {
  assert.deepEqual([0, 1_023, 1_024, 3_565_158, 5e15].map(toSizeText), [
    '0 bytes',
    '1023 bytes',
    '1.0 KB',
    '3.4 MB',
    '4547.5 TB',
  ]);
});

test('no text moves the cursor, colours the terminal or turns its direction', () => {
  assert.equal(toPrintable('a\u001b[31mb\u0007\rc\u202ed'), 'a\\u001b[31mb\\u0007\\u000dc\\u202ed');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
      assert.doesNotMatch(toPrintable(text), /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    }),
  );
});

test('a line is one line and not longer than asked', () => {
  assert.equal(toLine('a\n\n  b', 10), 'a b');
  assert.equal(toLine('abcdef', 4), 'abc…');
  fc.assert(
    fc.property(
      fc.string(),
      fc.integer({ min: 1, max: 50 }),
      (text, max) => toLine(text, max).length <= max && !/\n/.test(toLine(text, max)),
    ),
  );
});

test('a value of any size becomes a short line without being written out whole', () => {
  const huge = { items: Array.from({ length: 1_000_000 }, (_, at) => at), text: 'x'.repeat(10_000_000) };
  const started = process.cpuUsage();
  assert.equal(
    toShortJson(huge, 40),
    `${JSON.stringify({ items: Array.from({ length: 20 }, (_, at) => at) }).slice(0, 39)}…`,
  );
  assert.ok(process.cpuUsage(started).user < 200_000, 'under 200 ms');
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.integer({ min: 5, max: 80 }),
      (value, max) => toShortJson(value as never, max).length <= max,
    ),
  );
});

test('a table pads its columns, aligns numbers right, and paints after padding', () => {
  const columns = [{ title: 'id' }, { title: 'n', align: 'right' }, { title: 'note', max: 5 }] as const;
  const rows = [
    ['a', '10', 'long text'],
    [{ text: 'bcd', paint: (text: string) => `<${text}>` }, '7', ''],
  ];
  assert.deepEqual(toTableLines(columns, rows, plain), ['ID    N  NOTE', 'a    10  long…', '<bcd>   7']);
});

test('colours show on a terminal only, never with NO_COLOR, and always with FORCE_COLOR', () => {
  const sink = (isTTY: boolean) => ({ isTTY, write: () => true });
  const red = '\u001b[31mx\u001b[0m';
  assert.equal(createPaint(sink(true), {})('red', 'x'), red);
  assert.equal(
    createPaint(sink(true), { NO_COLOR: '' })('red', 'x'),
    red,
    'an empty NO_COLOR says nothing (no-color.org)',
  );
  assert.equal(createPaint(sink(true), { NO_COLOR: '1' })('red', 'x'), 'x');
  assert.equal(createPaint(sink(true), { TERM: 'dumb' })('red', 'x'), 'x');
  assert.equal(createPaint(sink(false), {})('red', 'x'), 'x');
  assert.equal(createPaint(sink(false), { FORCE_COLOR: '1' })('red', 'x'), red);
});

test('every error code ends a command with a documented exit code', () => {
  for (const code of Object.keys(ERROR_TABLE).filter(isErrorCode))
    assert.ok([1, 2, 3].includes(toErrorExitCode(new AppError(code, 'x'))), code);
  assert.equal(toErrorExitCode(new AppError('workflow-invalid', 'x')), 2);
  assert.equal(toErrorExitCode(new AppError('run-finished', 'x')), 1);
  assert.equal(toErrorExitCode(new AppError('run-timeout', 'x')), 3);
  assert.equal(toErrorExitCode(new AppError('storage-full', 'x')), 1);
  assert.equal(toErrorExitCode('thrown text'), 1);
});
