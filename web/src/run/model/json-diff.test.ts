import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffJson, isSameJson, MAX_CHANGES } from './json-diff.ts';

describe('diffJson', () => {
  it('finds nothing between equal values, and something between others', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => diffJson(value, structuredClone(value)).length === 0));
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => (diffJson(a, b).length === 0) === isSameJson(a, b)),
    );
  });

  it('names the place of each difference', () => {
    const before = { a: 1, list: [{ price: 2 }], 'odd name': true };
    const after = { list: [{ price: 3 }], 'odd name': false, b: null };
    expect(diffJson(before, after)).toEqual([
      { path: 'a', kind: 'removed', before: 1 },
      { path: 'list[0].price', kind: 'changed', before: 2, after: 3 },
      { path: '["odd name"]', kind: 'changed', before: true, after: false },
      { path: 'b', kind: 'added', after: null },
    ]);
  });

  it('takes an item more in the middle as one addition', () => {
    expect(diffJson([1, 2, 4], [1, 2, 3, 4])).toEqual([{ path: '[2]', kind: 'added', after: 3 }]);
  });

  it('does not mistake names of the prototype for fields', () => {
    expect(diffJson({}, JSON.parse('{"__proto__": 1, "toString": 2}'))).toHaveLength(2);
  });

  it('stops at a bound', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => index);
    expect(
      diffJson(
        many,
        many.map((value) => -value - 1),
      ),
    ).toHaveLength(MAX_CHANGES);
  });
});
