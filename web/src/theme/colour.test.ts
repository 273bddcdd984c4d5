import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromOklch, isHex, parseHex, toContrast, toHex, toOklch } from './colour.ts';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('colours', () => {
  it('are the same after reading and writing them', () => {
    fc.assert(fc.property(hex, (colour) => toHex(parseHex(colour)) === colour));
  });

  it('are nearly the same after the way through OKLCH', () => {
    fc.assert(
      fc.property(hex, (colour) => {
        const back = parseHex(fromOklch(toOklch(colour)));
        return parseHex(colour).every((part, index) => Math.abs(part - (back[index] ?? 9)) < 0.04);
      }),
    );
  });

  it('have the contrasts of the specification', () => {
    expect(toContrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(toContrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(toContrast('#abcdef', '#abcdef')).toBe(1);
  });

  it('are told from other texts', () => {
    expect(['#abc', 'red', '#12345g', '', undefined, 7, '#1234567'].filter(isHex)).toEqual([]);
    expect(isHex('#A1b2C3')).toBe(true);
  });
});
