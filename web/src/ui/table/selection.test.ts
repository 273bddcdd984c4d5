import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepExisting, moveActive, NOTHING, selectRange, toggle, toggleAll } from './selection.ts';

const IDS = ['a', 'b', 'c', 'd'];

describe('selection', () => {
  it('toggles one, and all', () => {
    expect(toggle(new Set(['a']), 'b')).toEqual(new Set(['a', 'b']));
    expect(toggle(new Set(['a']), 'a')).toEqual(NOTHING);
    expect(toggleAll(new Set(['a']), IDS)).toEqual(new Set(IDS));
    expect(toggleAll(new Set(IDS), IDS)).toEqual(NOTHING);
    expect(toggleAll(NOTHING, [])).toEqual(NOTHING);
  });

  it('takes a range in either direction and keeps the rest', () => {
    expect(selectRange(new Set(['d']), IDS, 'c', 'a')).toEqual(new Set(['a', 'b', 'c', 'd']));
    expect(selectRange(NOTHING, IDS, undefined, 'b')).toEqual(new Set(['b']));
    expect(selectRange(NOTHING, IDS, 'gone', 'b')).toEqual(new Set(['b']));
    expect(selectRange(new Set(['a']), IDS, 'a', 'gone')).toEqual(new Set(['a']));
  });

  it('forgets rows that are gone, and stays the same object when none is', () => {
    const selected = new Set(['a', 'x']);
    expect(keepExisting(selected, IDS)).toEqual(new Set(['a']));
    const all = new Set(['a', 'b']);
    expect(keepExisting(all, IDS)).toBe(all);
  });

  it('moves the active row and stays inside the table, wherever it starts', () => {
    expect(moveActive(IDS, undefined, 1)).toBe('a');
    expect(moveActive(IDS, undefined, -1)).toBe('d');
    expect(moveActive(IDS, 'gone', 1)).toBe('a');
    expect(moveActive([], 'a', 1)).toBeUndefined();
    fc.assert(
      fc.property(fc.constantFrom(...IDS), fc.integer({ min: -50, max: 50 }), (from, step) => {
        const to = moveActive(IDS, from, step);
        expect(IDS.indexOf(to ?? '')).toBe(Math.min(3, Math.max(0, IDS.indexOf(from) + step)));
      }),
    );
  });
});
