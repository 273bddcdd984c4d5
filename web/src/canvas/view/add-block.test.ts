// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { overlaps } from '../model/boxes.ts';
import { findStep } from '../model/find-step.ts';
import { toStep, toWorkflow } from '../model/testing/sample.ts';
import type { EditorStore } from '../store/editor-store.ts';
import { toRow, toRowAndLoop, toStore } from '../testing/to-store.ts';
import { addBlock } from './add-block.ts';

function add(store: EditorStore, blockId: string, placement?: Parameters<typeof addBlock>[2]): string {
  const block = store.getState().blocks.get(blockId);
  if (block === undefined) throw new Error(`There is no block ${blockId}.`);
  const id = addBlock(store, block, placement);
  if (id === undefined) throw new Error('Nothing was added.');
  return id;
}

describe('adding a step', () => {
  it('puts it after the selected step, connected, selected and under the keyboard', () => {
    const store = toStore(toRow(['a']));
    store.getState().select({ steps: new Set(['a']) });
    const id = add(store, 'data.set');
    const { workflow, selection, focus, undoLabel } = store.getState();
    expect(workflow.edges).toEqual([{ from: 'a', to: id }]);
    expect([...selection.steps]).toEqual([id]);
    expect(focus).toBe(id);
    expect(undoLabel).toBe('Add Set data');
    store.getState().undo();
    expect(store.getState().workflow).toEqual(toRow(['a']));
  });

  it('names the port of a step that has several, and not of one that has one', () => {
    const store = toStore(toWorkflow([toStep('if', { process: { block: 'control.if' } })]));
    store.getState().select({ steps: new Set(['if']) });
    const id = add(store, 'data.set');
    expect(store.getState().workflow.edges).toEqual([{ from: 'if', port: 'true', to: id }]);
    const other = add(store, 'data.set', { kind: 'after', stepId: 'if', port: 'false' });
    expect(store.getState().workflow.edges[1]).toEqual({ from: 'if', port: 'false', to: other });
  });

  it('never covers another card', () => {
    const store = toStore(toRow(['a', 'b']));
    for (let turn = 0; turn < 5; turn += 1) add(store, 'data.set', { kind: 'after', stepId: 'a' });
    const boxes = [...store.getState().scene.geometry.steps.values()];
    const pairs = boxes.flatMap((one, at) => boxes.slice(at + 1).map((other) => overlaps(one, other)));
    expect(boxes).toHaveLength(7);
    expect(pairs).not.toContain(true);
  });

  it('on an edge stands between its ends, and pushes what follows aside', () => {
    const store = toStore(toRow(['a', 'b', 'c']));
    const id = add(store, 'data.set', { kind: 'edge', key: 'a:>b' });
    const { workflow, scene } = store.getState();
    expect(workflow.edges).toContainEqual({ from: 'a', to: id });
    expect(workflow.edges).toContainEqual({ from: id, to: 'b' });
    const xOf = (step: string) => scene.geometry.steps.get(step)?.x ?? Number.NaN;
    expect(xOf(id)).toBeGreaterThan(xOf('a') + 240);
    expect(xOf('b')).toBeGreaterThan(xOf(id) + 240);
    expect(xOf('c')).toBeGreaterThan(xOf('b') + 240);
  });

  it('goes into the body of a loop, where it was dropped', () => {
    const store = toStore(toRowAndLoop());
    const frame = store.getState().scene.geometry.steps.get('each') ?? { x: 0, y: 0 };
    const at = { x: frame.x + 50, y: frame.y + 400 };
    const id = add(store, 'data.set', { kind: 'into', stepId: 'each', at });
    expect(findStep(store.getState().workflow, id)?.scopeId).toBe('each');
    expect(store.getState().scene.geometry.steps.get(id)).toMatchObject(at);
  });

  it('before a step leads to it', () => {
    const store = toStore(toRow(['a']));
    const id = add(store, 'control.if', { kind: 'before', stepId: 'a' });
    expect(store.getState().workflow.edges).toEqual([{ from: id, port: 'true', to: 'a' }]);
  });

  it('brings a loop with an empty body, and nothing into a read only canvas', () => {
    const store = toStore(toWorkflow([]));
    const id = add(store, 'control.for_each');
    expect(findStep(store.getState().workflow, id)?.step.body).toEqual({ steps: [], edges: [] });
    const closed = toStore(toWorkflow([]), { readOnly: true });
    const block = closed.getState().blocks.get('data.set');
    expect(block === undefined ? 'no block' : addBlock(closed, block)).toBeUndefined();
  });
});
