import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameJson } from './same-json.ts';
import { getAt, setAt } from './set-path.ts';

describe('paths', () => {
  it('compare JSON by what it says', () => {
    expect(isSameJson({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toBe(true);
    expect(isSameJson({ a: undefined }, {})).toBe(true);
    expect(isSameJson({ a: null }, {})).toBe(false);
    expect(isSameJson([], {})).toBe(false);
    expect(isSameJson([1, 2], [2, 1])).toBe(false);
  });

  it('set and read what is below, sharing the rest', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.array(fc.string(), { minLength: 1, maxLength: 4 }),
        fc.jsonValue(),
        (value, path, entry) => {
          const set = setAt(value, path, entry);
          const isThrough = path.slice(0, -1).every((_, at) => !Array.isArray(getAt(value, path.slice(0, at + 1))));
          if (isThrough) expect(getAt(set, path)).toEqual(entry);
          for (const [key, item] of Object.entries(value)) if (key !== path[0]) expect(getAt(set, [key])).toBe(item);
          expect(setAt(set, path, getAt(set, path))).toBe(set);
        },
      ),
    );
  });
});
