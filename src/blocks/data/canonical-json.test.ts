import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonValue } from '#contract/json.ts';
import { toCanonicalJson } from './canonical-json.ts';

test('the order of keys does not matter, that of lists does', () => {
  assert.equal(toCanonicalJson({ b: 1, a: [1, 2] }), toCanonicalJson({ a: [1, 2], b: 1 }));
  assert.notEqual(toCanonicalJson([1, 2]), toCanonicalJson([2, 1]));
  assert.notEqual(toCanonicalJson('1'), toCanonicalJson(1));
  assert.notEqual(toCanonicalJson(undefined), toCanonicalJson('undefined'));
});

test('text is folded as asked', () => {
  assert.equal(toCanonicalJson(' A ', { ignoreCase: true, trim: true }), '"a"');
  assert.equal(toCanonicalJson('7', { convertTypes: true }), '7');
  assert.equal(toCanonicalJson('007', { convertTypes: true }), '"007"');
});

test('it is the JSON of the value, so that different values never meet', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = value as JsonValue;
      assert.deepEqual(JSON.parse(toCanonicalJson(json)), JSON.parse(JSON.stringify(json)));
    }),
  );
});
