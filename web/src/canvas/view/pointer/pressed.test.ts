import { describe, expect, it } from 'vitest';
import { toStep, toWorkflow } from '../../model/testing/sample.ts';
import { toRowAndLoop, toStore } from '../../testing/to-store.ts';
import { findInBox } from './box-select.ts';
import { findBodyAt, findDropTarget, findPlacingTarget } from './drop-target.ts';
import { findAt } from './pressed.ts';

describe('what is under the pointer', () => {
  const state = toStore(toRowAndLoop()).getState();

  it('is the card there, and empty ground beside it', () => {
    expect(findAt(state, { x: 20, y: 20 })).toMatchObject({ kind: 'step', id: 'a' });
    expect(findAt(state, { x: 290, y: 200 })).toEqual({ kind: 'none', parent: undefined });
  });

  it('is the loop on its header, and ground of its body below', () => {
    const frame = state.scene.geometry.steps.get('each');
    expect(frame).toBeDefined();
    const { x, y, width, height } = frame ?? { x: 0, y: 0, width: 0, height: 0 };
    expect(findAt(state, { x: x + 10, y: y + 10 })).toMatchObject({ kind: 'step', id: 'each' });
    expect(findAt(state, { x: x + width - 4, y: y + height - 4 })).toEqual({ kind: 'none', parent: 'each' });
  });

  it('is what is inside the loop before the loop', () => {
    const { x, y } = state.scene.geometry.steps.get('inner') ?? { x: 0, y: 0 };
    expect(findAt(state, { x: x + 5, y: y + 5 })).toMatchObject({ kind: 'step', id: 'inner' });
  });

  it('is an edge, on the map too, where edges are no elements', () => {
    const many = Array.from({ length: 100 }, (_, at) =>
      toStep(`far_${at}`, { position: { x: 0, y: 2_000 + at * 100 } }),
    );
    const { steps, edges } = toRowAndLoop();
    const map = toStore(toWorkflow([...steps, ...many], edges)).getState();
    map.camera.report({ x: 0, y: 0, zoom: 0.2 });
    expect(findAt(map, { x: 290, y: 36 })).toEqual({ kind: 'edge', id: 'a:>b' });
    expect(findAt(map, { x: 20, y: 20 })).toMatchObject({ kind: 'step', id: 'a' });
  });
});

describe('where something would land', () => {
  const state = toStore(toRowAndLoop()).getState();
  const inLoop = (() => {
    const { x, y, width, height } = state.scene.geometry.steps.get('each') ?? { x: 0, y: 0, width: 0, height: 0 };
    return { x: x + width - 4, y: y + height - 4 };
  })();

  it('finds the innermost open loop, without what is moved', () => {
    expect(findBodyAt(state, inLoop, new Set())).toBe('each');
    expect(findBodyAt(state, inLoop, new Set(['each']))).toBeUndefined();
  });

  it('puts a block on an edge, into a loop, or on the canvas; what starts runs always on the canvas', () => {
    expect(findPlacingTarget(state, { x: 290, y: 36 }, false)).toEqual({ kind: 'edge', key: 'a:>b' });
    expect(findPlacingTarget(state, inLoop, false)).toEqual({ kind: 'body', stepId: 'each' });
    expect(findPlacingTarget(state, { x: 600, y: 600 }, false)).toEqual({ kind: 'root' });
    expect(findPlacingTarget(state, inLoop, true)).toEqual({ kind: 'root' });
  });

  it('takes a dragged step into a loop and out of it, and says nothing while it stays', () => {
    const middle = { x: 900, y: 700 };
    const drop = (id: string, scopeId: string | undefined, at: { x: number; y: number }) =>
      findDropTarget(state, { at, middle, chosen: [id], scopeId, moved: new Set([id]) });
    expect(drop('a', undefined, inLoop)).toEqual({ kind: 'body', stepId: 'each' });
    expect(drop('inner', 'each', { x: 800, y: 700 })).toEqual({ kind: 'root' });
    expect(drop('inner', 'each', inLoop)).toBeUndefined();
    expect(drop('a', undefined, { x: 800, y: 700 })).toBeUndefined();
  });
});

describe('a rectangle', () => {
  const state = toStore(toRowAndLoop()).getState();

  it('selects cards it touches, and the edges between them', () => {
    const found = findInBox(state, { x: 200, y: 0, width: 200, height: 50 });
    expect([...found.steps].sort()).toEqual(['a', 'b']);
    expect([...found.edges]).toEqual(['a:>b']);
  });

  it('selects a loop only when it covers all of it', () => {
    const box = state.scene.geometry.steps.get('each') ?? { x: 0, y: 0, width: 0, height: 0 };
    expect(findInBox(state, { ...box, height: 20 }).steps.has('each')).toBe(false);
    const all = findInBox(state, { x: box.x - 1, y: box.y - 1, width: box.width + 2, height: box.height + 2 });
    expect(all.steps.has('each')).toBe(true);
  });
});
