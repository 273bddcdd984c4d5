import { describe, expect, it } from 'vitest';
import { placeTip } from './place-tip.ts';

const view = { width: 1000, height: 600 };
const tip = { width: 100, height: 20 };

describe('a tip', () => {
  it('stands above the middle of its element', () => {
    expect(placeTip({ left: 400, top: 300, width: 40, height: 30 }, tip, view, 'top')).toEqual({ left: 370, top: 274 });
  });

  it('goes below where there is no room above', () => {
    expect(placeTip({ left: 400, top: 5, width: 40, height: 30 }, tip, view, 'top').top).toBe(41);
  });

  it('stays inside the window', () => {
    expect(placeTip({ left: 980, top: 300, width: 20, height: 20 }, tip, view, 'top').left).toBe(892);
    expect(placeTip({ left: 0, top: 300, width: 20, height: 20 }, tip, view, 'top').left).toBe(8);
  });

  it('stands on the right where there is room, and above otherwise', () => {
    expect(placeTip({ left: 10, top: 300, width: 30, height: 20 }, tip, view, 'right')).toEqual({ left: 46, top: 300 });
    expect(placeTip({ left: 950, top: 300, width: 30, height: 20 }, tip, view, 'right').top).toBe(274);
  });
});
