import { describe, expect, it } from 'vitest';
import { toLargeWorkflow } from '../../model/testing/sample.ts';
import { toFit } from '../../store/camera.ts';
import { toRow, toStore } from '../../testing/to-store.ts';
import { createNodeMaker } from './flow-nodes.ts';
import { findVisible, isStillRight, NOTHING_VISIBLE } from './visible-items.ts';

describe('what is drawn as elements', () => {
  it('is what is on the screen and a little around it, however large the document is', () => {
    const { scene, camera } = toStore(toLargeWorkflow(5_000)).getState();
    const { steps, edges } = findVisible(scene, camera);
    expect(steps).toContain('step_0');
    expect(steps).not.toContain('step_99');
    expect(steps.length).toBeGreaterThan(5);
    expect(steps.length).toBeLessThan(80);
    expect(edges.length).toBeLessThan(160);
  });

  it('is nothing where a large document is painted as a map', () => {
    const { scene, camera } = toStore(toLargeWorkflow(500)).getState();
    camera.report({ x: 0, y: 0, zoom: 0.5 });
    expect(findVisible(scene, camera)).toBe(NOTHING_VISIBLE);
    expect(isStillRight(NOTHING_VISIBLE, scene, camera)).toBe(true);
  });

  it('stays cards further out in a small document', () => {
    const { scene, camera } = toStore(toRow(['a', 'b', 'c'])).getState();
    camera.report(toFit({ x: 0, y: 0, width: 2_400, height: 600 }, camera.size()));
    expect(camera.get().zoom).toBeLessThan(0.5);
    expect(findVisible(scene, camera).steps).toEqual(['a', 'b', 'c']);
  });

  it('holds while panning stays within the margin, and not beyond', () => {
    const { scene, camera } = toStore(toLargeWorkflow(500)).getState();
    const visible = findVisible(scene, camera);
    camera.report({ x: -200, y: 0, zoom: 1 });
    expect(isStillRight(visible, scene, camera)).toBe(true);
    camera.report({ x: -400, y: 0, zoom: 1 });
    expect(isStillRight(visible, scene, camera)).toBe(false);
    camera.report({ x: 0, y: 0, zoom: 2 });
    expect(isStillRight(visible, scene, camera)).toBe(false);
  });
});

describe('nodes for React Flow', () => {
  it('stay the same objects for what did not change', () => {
    const store = toStore(toRow(['a', 'b', 'c']));
    const make = createNodeMaker();
    const visible = findVisible(store.getState().scene, store.getState().camera);
    const before = make(store.getState(), visible);
    store.getState().select({ steps: new Set(['a']) });
    expect(make(store.getState(), visible)).toEqual(before);
    expect(make(store.getState(), visible).every((node, at) => node === before[at])).toBe(true);
  });

  it('move with a drag, and only those that are dragged, while the document stays', () => {
    const store = toStore(toRow(['a', 'b']));
    const make = createNodeMaker();
    const visible = findVisible(store.getState().scene, store.getState().camera);
    const [a, b] = make(store.getState(), visible);
    const { workflow } = store.getState();
    const drag = { steps: new Set(['b']), notes: new Set<string>(), groups: new Set<string>(), dx: 32, dy: 16 };
    store.getState().patchView({ drag });
    const [afterA, afterB] = make(store.getState(), visible);
    expect(afterA).toBe(a);
    expect(afterB?.position).toEqual({ x: (b?.position.x ?? 0) + 32, y: (b?.position.y ?? 0) + 16 });
    expect(store.getState().workflow).toBe(workflow);
  });
});
