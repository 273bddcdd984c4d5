import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findNonJson } from './json-check.ts';

describe('what is no JSON', () => {
  it('is found wherever it hides', () => {
    const knot: unknown[] = [];
    knot.push({ knot });
    const cases: readonly (readonly [unknown, RegExp])[] = [
      [1n, /bigint/],
      [{ a: [{ b: Symbol('s') }] }, /symbol/],
      [[() => 1], /function/],
      [{ when: new Date(0) }, /Date/],
      [new Map(), /Map/],
      [knot, /contains itself/],
    ];
    for (const [value, words] of cases) assert.match(findNonJson(value) ?? '', words);
  });

  it('is nothing that JSON can carry', () => {
    const check = fc.property(fc.jsonValue(), (value) => {
      assert.equal(findNonJson(value), undefined);
    });
    fc.assert(check);
    for (const value of [undefined, { a: undefined }, Object.create(null), Number.NaN])
      assert.equal(findNonJson(value), undefined);
  });
});
