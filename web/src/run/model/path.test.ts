import { describe, expect, it } from 'vitest';
import { toAncestors } from './path.ts';

describe('toAncestors', () => {
  it('names the loops and iterations around an instance, outermost first', () => {
    expect(toAncestors('a[1].b[20].c')).toEqual(['a', 'a[1]', 'a[1].b', 'a[1].b[20]']);
  });
  it('names the loop around an iteration, and nothing around a step outside loops', () => {
    expect(toAncestors('a[1]')).toEqual(['a']);
    expect(toAncestors('a')).toEqual([]);
  });
});
