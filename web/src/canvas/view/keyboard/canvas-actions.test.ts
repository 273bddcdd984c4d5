// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import type { Action } from '#web/actions/use-actions.ts';
import { findStep } from '../../model/find-step.ts';
import type { EditorStore } from '../../store/editor-store.ts';
import { toRow, toRowAndLoop, toStore } from '../../testing/to-store.ts';
import { createEditActions } from './edit-actions.ts';
import { createMoveActions } from './move-actions.ts';
import { createViewActions } from './view-actions.ts';

let isFocused = true;
beforeEach(() => {
  isFocused = true;
});

/** A canvas and its keys. `press` answers whether anything could be done. */
function toKeyboard(workflow: Workflow, options: { readonly readOnly?: boolean } = {}) {
  const store = toStore(workflow, options);
  const opened: string[] = [];
  const list = (): readonly Action[] => [
    ...createMoveActions(store, () => isFocused),
    ...createEditActions(store, {
      isFocused: () => isFocused,
      pointer: { current: undefined },
      undoLabel: undefined,
      redoLabel: undefined,
    }),
    ...createViewActions(
      store,
      () => isFocused,
      (id) => opened.push(id),
    ),
  ];
  const press = (keys: string): boolean => {
    const found = list().filter((action) => [action.keys ?? []].flat().includes(keys) && action.when?.() !== false);
    expect(found.length, `actions of ${keys}`).toBeLessThan(2);
    void found[0]?.run();
    return found.length > 0;
  };
  return { store, press, opened, list };
}

const selected = (store: EditorStore) => [...store.getState().selection.steps].sort();

describe('the keys of the canvas', () => {
  it('are different for each action', () => {
    const keys = toKeyboard(toRow(['a']))
      .list()
      .flatMap((action) => action.keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('go from step to step, beginning with the first', () => {
    const { store, press } = toKeyboard(toRow(['a', 'b', 'c']));
    press('arrowright');
    expect(store.getState().focus).toBe('a');
    press('arrowright');
    expect(store.getState().focus).toBe('b');
    press('arrowleft');
    expect(selected(store)).toEqual(['a']);
    press('arrowleft');
    expect(store.getState().focus).toBe('a');
  });

  it('enter a loop and leave it', () => {
    const { store, press } = toKeyboard(toRowAndLoop());
    store.getState().select({ steps: new Set(['each']) });
    store.getState().patchView({ focus: 'each' });
    press('arrowdown');
    expect(store.getState().focus).toBe('inner');
    press('arrowup');
    expect(store.getState().focus).toBe('each');
  });

  it('extend the selection with shift, and move it with alt as one entry', () => {
    const { store, press } = toKeyboard(toRow(['a', 'b', 'c']));
    press('arrowright');
    press('shift+arrowright');
    expect(selected(store)).toEqual(['a', 'b']);
    press('alt+arrowdown');
    press('alt+arrowdown');
    expect(findStep(store.getState().workflow, 'b')?.step.position).toEqual({ x: 336, y: 32 });
    expect(findStep(store.getState().workflow, 'c')?.step.position).toEqual({ x: 672, y: 0 });
    press('mod+z');
    expect(store.getState().workflow).toEqual(toRow(['a', 'b', 'c']));
  });

  it('delete what is selected and go on to a neighbour; with shift the gap is closed', () => {
    const { store, press } = toKeyboard(toRow(['a', 'b', 'c']));
    store.getState().select({ steps: new Set(['b']) });
    press('delete');
    expect(store.getState().workflow.edges).toEqual([]);
    expect(selected(store)).toEqual(['a']);
    press('mod+z');
    store.getState().select({ steps: new Set(['b']) });
    press('shift+delete');
    expect(store.getState().workflow.edges).toEqual([{ from: 'a', to: 'c' }]);
  });

  it('duplicate, disable, group and select all', () => {
    const { store, press } = toKeyboard(toRow(['a', 'b']));
    press('mod+a');
    expect(selected(store)).toEqual(['a', 'b']);
    press('mod+d');
    expect(store.getState().workflow.steps).toHaveLength(4);
    press('d');
    expect(store.getState().workflow.steps.filter(({ process }) => process.disabled === true)).toHaveLength(2);
    press('mod+g');
    expect(store.getState().workflow.groups).toHaveLength(1);
    expect(store.getState().editingGroup).toBe(store.getState().workflow.groups?.[0]?.id);
    press('mod+shift+g');
    expect(store.getState().workflow.groups).toBeUndefined();
  });

  it('fold and open a loop', () => {
    const { store, press } = toKeyboard(toRowAndLoop());
    store.getState().select({ steps: new Set(['each']) });
    press('x');
    expect(store.getState().scene.geometry.steps.has('inner')).toBe(false);
    press('x');
    expect(store.getState().scene.geometry.steps.has('inner')).toBe(true);
  });

  it('open the step that is selected, the list of blocks after it, and the search', () => {
    const { store, press, opened } = toKeyboard(toRow(['a', 'b']));
    expect(press('enter')).toBe(false);
    store.getState().select({ steps: new Set(['b']) });
    press('enter');
    expect(opened).toEqual(['b']);
    press('/');
    expect(store.getState().picker?.placement).toEqual({ kind: 'after', stepId: 'b' });
    press('mod+f');
    expect(store.getState().find).toEqual({ query: '', matches: [], index: 0 });
  });

  it('go round the edges of a step, which can then be deleted', () => {
    const { store, press } = toKeyboard(toRow(['a', 'b', 'c']));
    store.getState().select({ steps: new Set(['b']) });
    store.getState().patchView({ focus: 'b' });
    press('e');
    expect([...store.getState().selection.edges]).toEqual(['b:>c']);
    press('delete');
    expect(store.getState().workflow.edges).toEqual([{ from: 'a', to: 'b' }]);
  });

  it('change nothing while the canvas is read only', () => {
    const { store, press } = toKeyboard(toRow(['a', 'b']), { readOnly: true });
    store.getState().select({ steps: new Set(['a']) });
    for (const keys of ['delete', 'mod+d', '/', 'c', 'd', 'n', 'shift+l']) expect(press(keys), keys).toBe(false);
    press('alt+arrowdown');
    expect(store.getState().workflow).toEqual(toRow(['a', 'b']));
    expect(press('arrowright')).toBe(true);
  });

  it('leave plain letters alone while something else has the focus', () => {
    const { store, press } = toKeyboard(toRow(['a']));
    store.getState().select({ steps: new Set(['a']) });
    isFocused = false;
    for (const keys of ['delete', 'c', 'd', 'x', 'n', '/', 'arrowright', 'enter', 'mod+a'])
      expect(press(keys), keys).toBe(false);
    expect(press('mod+f')).toBe(true);
  });
});
