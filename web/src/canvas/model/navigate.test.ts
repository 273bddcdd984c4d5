import { describe, expect, it } from 'vitest';
import { setCollapsed } from './edits/collapse.ts';
import { computeGeometry } from './geometry.ts';
import { findFirst, findNext } from './navigate.ts';
import { toStart } from './testing/random-edit.ts';
import { toStep, toWorkflow } from './testing/sample.ts';

describe('navigation', () => {
  const workflow = toStart();
  const geometry = computeGeometry(workflow);

  it('follows edges to the right and left, and enters and leaves loops', () => {
    expect(findNext(workflow, geometry, 'a', 'right')).toBe('b');
    expect(findNext(workflow, geometry, 'z', 'left')).toBe('each');
    expect(findNext(workflow, geometry, 'each', 'in')).toBe('in_a');
    expect(findNext(workflow, geometry, 'in_a', 'out')).toBe('each');
    expect(findNext(workflow, geometry, 'a', 'out')).toBeUndefined();
    expect(findNext(workflow, geometry, 'z', 'right')).toBeUndefined();
  });

  it('goes to the nearest card where there is no edge', () => {
    const grid = toWorkflow([
      toStep('a'),
      toStep('b', { position: { x: 10, y: 200 } }),
      toStep('c', { position: { x: 10, y: 400 } }),
      toStep('d', { position: { x: 400, y: 10 } }),
    ]);
    const boxes = computeGeometry(grid);
    expect(findNext(grid, boxes, 'a', 'down')).toBe('b');
    expect(findNext(grid, boxes, 'c', 'up')).toBe('b');
    expect(findNext(grid, boxes, 'a', 'right')).toBe('d');
    expect(findNext(grid, boxes, 'a', 'up')).toBeUndefined();
    expect(findFirst(boxes)).toBe('a');
  });

  it('does not go into what is folded', () => {
    const folded = setCollapsed(['each'], true)(workflow);
    expect(findNext(folded, computeGeometry(folded), 'each', 'in')).toBeUndefined();
    expect(findFirst(computeGeometry(toWorkflow([])))).toBeUndefined();
  });
});
