import { describe, expect, it } from 'vitest';
import { remove } from '../model/edits/remove.ts';
import { renameStep } from '../model/edits/update-step.ts';
import { findStep } from '../model/find-step.ts';
import { EMPTY_SELECTION } from '../model/types.ts';
import { toRow, toStore } from '../testing/to-store.ts';

describe('the store of a canvas', () => {
  it('applies an edit, names it for undo and takes it back', () => {
    const store = toStore(toRow(['a', 'b']));
    const before = store.getState().workflow;
    store.getState().apply('Rename', renameStep('a', 'First'));
    expect(findStep(store.getState().workflow, 'a')?.step.name).toBe('First');
    expect(store.getState().undoLabel).toBe('Rename');
    store.getState().undo();
    expect(store.getState().workflow).toEqual(before);
    expect(store.getState().redoLabel).toBe('Rename');
    store.getState().redo();
    expect(findStep(store.getState().workflow, 'a')?.step.name).toBe('First');
  });

  it('makes one entry of edits with the same key, and two of others', () => {
    const store = toStore(toRow(['a']));
    for (const name of ['F', 'Fi', 'Fir'])
      store.getState().apply('Rename', renameStep('a', name), { mergeKey: 'name' });
    store.getState().apply('Rename', renameStep('a', 'Other'), { mergeKey: 'other' });
    store.getState().undo();
    expect(findStep(store.getState().workflow, 'a')?.step.name).toBe('Fir');
    store.getState().undo();
    expect(findStep(store.getState().workflow, 'a')?.step.name).toBeUndefined();
    expect(store.getState().undoLabel).toBeUndefined();
  });

  it('keeps the history as it is when an edit changes nothing', () => {
    const store = toStore(toRow(['a']));
    store
      .getState()
      .apply('Nothing', (workflow) => workflow, { select: { ...EMPTY_SELECTION, steps: new Set(['a']) } });
    expect(store.getState().undoLabel).toBeUndefined();
    expect([...store.getState().selection.steps]).toEqual(['a']);
  });

  it('changes nothing while it is read only, undo included', () => {
    const store = toStore(toRow(['a']));
    store.getState().apply('Rename', renameStep('a', 'First'));
    store.getState().setReadOnly(true);
    store.getState().apply('Rename', renameStep('a', 'Second'));
    store.getState().undo();
    expect(findStep(store.getState().workflow, 'a')?.step.name).toBe('First');
  });

  it('selects only what exists, and lets go of what was removed', () => {
    const store = toStore(toRow(['a', 'b']));
    store.getState().select({ steps: new Set(['a', 'gone']), edges: new Set(['a:>b', 'x:>y']) });
    expect([...store.getState().selection.steps]).toEqual(['a']);
    expect([...store.getState().selection.edges]).toEqual(['a:>b']);
    store.getState().patchView({ focus: 'a' });
    store.getState().apply('Delete', remove({ steps: new Set(['a']) }));
    expect(store.getState().selection).toBe(EMPTY_SELECTION);
    expect(store.getState().focus).toBeUndefined();
  });

  it('keeps the scene, as an object, while nothing moves', () => {
    const store = toStore(toRow(['a', 'b']));
    const { scene } = store.getState();
    store.getState().apply('Rename workflow', (workflow) => ({ ...workflow, name: 'Other' }));
    expect(store.getState().scene).toBe(scene);
    store.getState().apply('Delete', remove({ steps: new Set(['b']) }));
    expect(store.getState().scene).not.toBe(scene);
    expect(store.getState().scene.curves.size).toBe(0);
  });

  it('forgets its history with a document loaded anew, and keeps it for changes of another window', () => {
    const store = toStore(toRow(['a']));
    store.getState().apply('Rename', renameStep('a', 'First'));
    store.getState().replace({ ...store.getState().workflow, name: 'Theirs' }, { keepHistory: true });
    expect(store.getState().undoLabel).toBe('Rename');
    store.getState().undo();
    expect(store.getState().workflow.name).toBe('Theirs');
    store.getState().apply('Rename', renameStep('a', 'Again'));
    store.getState().replace(toRow(['z']));
    expect(store.getState().undoLabel).toBeUndefined();
  });
});
