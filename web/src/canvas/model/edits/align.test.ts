import { describe, expect, it } from 'vitest';
import { toStep, toWorkflow } from '../testing/sample.ts';
import { align, distribute } from './align.ts';

const three = toWorkflow(
  [toStep('a'), toStep('b', { position: { x: 400, y: 30 } }), toStep('c', { position: { x: 1000, y: 90 } })],
  [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
  ],
);

const steps = new Set(['a', 'b', 'c']);

describe('aligning', () => {
  it('brings sides and middles in line', () => {
    const ys = (alignment: 'top' | 'middle' | 'bottom') =>
      align({ steps }, alignment)(three).steps.map(({ position }) => position?.y);
    const xs = (alignment: 'left' | 'center' | 'right') =>
      align({ steps }, alignment)(three).steps.map(({ position }) => position?.x);
    expect(ys('top')).toEqual([0, 0, 0]);
    expect(ys('middle')).toEqual([45, 45, 45]);
    expect(ys('bottom')).toEqual([90, 90, 90]);
    expect(xs('left')).toEqual([0, 0, 0]);
    expect(xs('center')).toEqual([500, 500, 500]);
    expect(xs('right')).toEqual([1000, 1000, 1000]);
  });

  it('gives equal gaps, the outer ones staying', () => {
    expect(distribute({ steps }, 'horizontal')(three).steps.map(({ position }) => position?.x)).toEqual([0, 500, 1000]);
    expect(distribute({ steps }, 'vertical')(three).steps.map(({ position }) => position?.y)).toEqual([0, 45, 90]);
  });

  it('does nothing for too few', () => {
    expect(align({ steps: new Set(['a']) }, 'left')(three)).toBe(three);
    expect(distribute({ steps: new Set(['a', 'c']) }, 'horizontal')(three)).toBe(three);
  });
});
