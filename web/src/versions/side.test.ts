import { describe, expect, it } from 'vitest';
import { readSide, toSides } from './side.ts';

const nothing = { from: undefined, to: undefined };

describe('the sides of a comparison', () => {
  it('are read from addresses, and nothing else is', () => {
    expect(readSide('7')).toBe(7);
    expect(readSide('draft')).toBe('draft');
    for (const text of ['', '0', '-1', '1.5', '1e3', 'newest', undefined]) expect(readSide(text)).toBeUndefined();
  });

  it('are the newest change when the address says nothing', () => {
    expect(toSides(nothing, { newest: 4, hasDraft: true })).toEqual({ from: 4, to: 'draft' });
    expect(toSides(nothing, { newest: 4, hasDraft: false })).toEqual({ from: 3, to: 4 });
  });

  it('are none while there is one version only', () => {
    expect(toSides(nothing, { newest: 1, hasDraft: false })).toBeUndefined();
  });

  it('fill up what the address leaves open', () => {
    expect(toSides({ from: 1, to: undefined }, { newest: 4, hasDraft: false })).toEqual({ from: 1, to: 4 });
    expect(toSides({ from: undefined, to: 3 }, { newest: 4, hasDraft: true })).toEqual({ from: 2, to: 3 });
    expect(toSides({ from: 4, to: 2 }, { newest: 4, hasDraft: true })).toEqual({ from: 4, to: 2 });
  });
});
