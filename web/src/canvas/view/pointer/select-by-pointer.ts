import { EMPTY_SELECTION, type Selection } from '../../model/types.ts';
import type { EditorStore } from '../../store/editor-store.ts';
import type { GestureKeys } from './gesture.ts';
import { toKeys } from './gesture.ts';
import type { Pressed } from './pressed.ts';

const KEYS = { step: 'steps', edge: 'edges', note: 'notes', group: 'groups' } as const;

/** A press selects what it is on, so that dragging it needs no click before. With Shift or ⌘ it waits for the click. */
export function pressOn(store: EditorStore, pressed: Pressed, keys: GestureKeys, pointerType: string): void {
  if (!('id' in pressed) || pressed.kind === 'resize' || keys.shift || keys.mod || pointerType === 'touch') return;
  const { selection, select, patchView } = store.getState();
  if (pressed.kind === 'step') patchView({ focus: pressed.id });
  if (!selection[KEYS[pressed.kind]].has(pressed.id)) select({ [KEYS[pressed.kind]]: new Set([pressed.id]) });
}

/** A click: selects only this, or with Shift or ⌘ adds and takes away; on what adds steps it opens the list of blocks. */
export function clickOn(store: EditorStore, pressed: Pressed, event: PointerEvent): void {
  const { selection, select, patchView, readOnly } = store.getState();
  const screen = { x: event.clientX, y: event.clientY };
  const keys = toKeys(event);
  switch (pressed.kind) {
    case 'none':
      if (!keys.shift && !keys.mod) {
        select(EMPTY_SELECTION);
        patchView({ focus: undefined });
      }
      return;
    case 'port':
      if (!readOnly)
        patchView({ picker: { screen, placement: { kind: 'after', stepId: pressed.stepId, port: pressed.port } } });
      return;
    case 'edge-add':
      if (!readOnly) patchView({ picker: { screen, placement: { kind: 'edge', key: pressed.key } } });
      return;
    case 'edge-end':
      select({ edges: new Set([pressed.key]) });
      return;
    case 'resize':
      return;
    default: {
      const list = KEYS[pressed.kind];
      if (pressed.kind === 'step') patchView({ focus: pressed.id });
      if (keys.shift || keys.mod) select(toggle(selection, list, pressed.id));
      else select({ [list]: new Set([pressed.id]) });
    }
  }
}

function toggle(selection: Selection, list: keyof Selection, id: string): Selection {
  const next = new Set(selection[list]);
  if (!next.delete(id)) next.add(id);
  return { ...selection, [list]: next };
}
