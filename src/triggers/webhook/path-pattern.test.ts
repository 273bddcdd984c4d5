import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parsePathPattern, toSegments } from './path-pattern.ts';

test('a pattern has texts and names', () => {
  assert.deepEqual(parsePathPattern('/orders/:id/größe/'), [{ text: 'orders' }, { name: 'id' }, { text: 'größe' }]);
});

test('patterns that could never match, or mean two things, are refused', () => {
  const bad = [
    '',
    '/',
    'a//b',
    'a/../b',
    '.',
    'a b',
    'a?b',
    'a#b',
    'a%20b',
    ':',
    ':1',
    ':a-b',
    ':a/:a',
    '{a}',
    'a\\b',
    'a\nb',
    'x/'.repeat(40),
  ];
  for (const pattern of bad)
    assert.throws(() => parsePathPattern(pattern), { code: 'workflow-invalid' }, JSON.stringify(pattern));
});

test('paths are taken apart before they are decoded', () => {
  assert.deepEqual(toSegments('a/b%2Fc/%C3%A4/'), ['a', 'b/c', 'ä']);
  assert.deepEqual(toSegments('a'), ['a']);
});

test('hostile paths match nothing', () => {
  for (const path of [
    '',
    '/',
    'a//b',
    '../a',
    'a/..',
    'a/%2e%2e/b',
    '%2E',
    'a/%',
    '%zz',
    '%C3',
    '%FF',
    'a/'.repeat(10_000),
  ])
    assert.equal(toSegments(path), undefined, path.slice(0, 40));
});

test('whatever the path, taking it apart never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (path) => {
      const parts = toSegments(path);
      assert.ok(parts === undefined || parts.every((part) => part !== '' && part !== '..'));
    }),
  );
});
