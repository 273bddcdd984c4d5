import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileFieldPath, parseFieldPath, toFieldName } from './field-path.ts';

const item = {
  id: 7,
  address: { city: 'Umeå' },
  lines: [{ total: 1 }, { total: 2 }],
  'No.': 3,
  'Price [EUR]': 4,
  'a.b': 5,
};

test('a path reads names, list positions from both ends, and quoted names', () => {
  const read = (path: string) => compileFieldPath(path)(item);
  assert.equal(read('id'), 7);
  assert.equal(read('address.city'), 'Umeå');
  assert.equal(read('$.address.city'), 'Umeå');
  assert.equal(read('lines[0].total'), 1);
  assert.equal(read('lines[-1].total'), 2);
  assert.equal(read('["a.b"]'), 5);
  assert.equal(read("address['city']"), 'Umeå');
});

test('an own field whose name is the whole text wins over the path', () => {
  for (const [path, value] of [
    ['No.', 3],
    ['Price [EUR]', 4],
    ['a.b', 5],
  ] as const) {
    assert.equal(compileFieldPath(path)(item), value);
  }
});

test('empty text and $ are the item itself', () => {
  assert.equal(compileFieldPath('')('x'), 'x');
  assert.equal(compileFieldPath('$')(3), 3);
});

test('what is not there is undefined, also on scalars, null and inherited names', () => {
  for (const path of [
    'nope',
    'id.x',
    'lines[9]',
    'lines.total',
    'constructor',
    '__proto__.toString',
    'address.constructor.name',
    'lines.length',
  ]) {
    assert.equal(compileFieldPath(path)(item), undefined, path);
  }
  assert.equal(compileFieldPath('a.b')(null), undefined);
  assert.equal(compileFieldPath('a')(undefined), undefined);
});

test('text that is no path is a plain name', () => {
  assert.equal(parseFieldPath('a..b'), undefined);
  assert.equal(parseFieldPath('a['), undefined);
  assert.equal(compileFieldPath('a..b')({ 'a..b': 1 }), 1);
});

test('a column is named after the last name of its path', () => {
  assert.equal(toFieldName('address.city'), 'city');
  assert.equal(toFieldName('lines[0]'), 'lines');
  assert.equal(toFieldName('a..b'), 'a..b');
});

test('any text compiles, and any field is found by its quoted name', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ unit: 'binary', maxLength: 12 }), (path, name) => {
      assert.equal(compileFieldPath(path)(undefined), undefined);
      const quoted = `["${name.replace(/["\\]/g, '\\$&')}"]`;
      assert.equal(compileFieldPath(quoted)(Object.fromEntries([[name, 'found']])), 'found');
    }),
  );
});
