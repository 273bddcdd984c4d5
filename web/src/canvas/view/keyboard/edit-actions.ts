import type { Action } from '#web/actions/use-actions.ts';
import { EMPTY_SELECTION } from '../../model/types.ts';
import type { EditorState, EditorStore } from '../../store/editor-store.ts';
import { pasteFromClipboard } from '../clipboard/paste-text.ts';
import {
  copySelection,
  countSelected,
  createNote,
  deleteSelection,
  duplicateSelection,
  groupSelection,
  selectAll,
  toggleSelectionCollapsed,
  toggleSelectionDisabled,
  ungroupSelection,
} from '../commands.ts';
import type { PointerPlace } from '../pointer/use-pointer-place.ts';
import { text } from '../strings.ts';
import { tidyUp } from '../tidy-up.ts';
import { openPicker } from './open-picker.ts';
import { selectNextEdge } from './select-next-edge.ts';
import { startConnecting } from './use-connect-keys.ts';

interface EditKeys extends Pick<EditorState, 'undoLabel' | 'redoLabel'> {
  readonly isFocused: () => boolean;
  readonly pointer: PointerPlace;
}

/** What changes the document, by key and in the palette of commands. */
export function createEditActions(
  store: EditorStore,
  { isFocused, pointer, undoLabel, redoLabel }: EditKeys,
): readonly Action[] {
  const state = () => store.getState();
  const canEdit = () => !state().readOnly && state().connect === undefined;
  const has = (test: (state: EditorState) => boolean) => () => canEdit() && isFocused() && test(state());
  const hasSelection = has(({ selection }) => countSelected(selection) > 0);
  const hasSteps = has(({ selection }) => selection.steps.size > 0);
  const group = text.group;
  return [
    {
      id: 'canvas.undo',
      label: text.undo(undoLabel),
      group,
      keys: 'mod+z',
      repeats: true,
      when: () => canEdit() && state().undoLabel !== undefined,
      run: () => state().undo(),
    },
    {
      id: 'canvas.redo',
      label: text.redo(redoLabel),
      group,
      keys: ['mod+shift+z', 'mod+y'],
      repeats: true,
      when: () => canEdit() && state().redoLabel !== undefined,
      run: () => state().redo(),
    },
    {
      id: 'canvas.add',
      label: text.pickStep,
      group,
      keys: '/',
      when: has(() => true),
      run: () => openPicker(store, pointer.current),
    },
    {
      id: 'canvas.connect',
      label: text.connectSteps,
      group,
      keys: 'c',
      when: hasSteps,
      run: () => startConnecting(store),
    },
    {
      id: 'canvas.edges',
      label: text.nextEdge,
      group,
      keys: 'e',
      when: hasSteps,
      hidden: true,
      repeats: true,
      run: () => selectNextEdge(store),
    },
    {
      id: 'canvas.delete',
      label: text.deleteSelection,
      group,
      keys: ['delete', 'backspace'],
      when: hasSelection,
      run: () => deleteSelection(store),
    },
    {
      id: 'canvas.delete-heal',
      label: text.deleteKeep,
      group,
      keys: 'shift+delete',
      when: hasSteps,
      run: () => deleteSelection(store, true),
    },
    {
      id: 'canvas.duplicate',
      label: text.duplicate,
      group,
      keys: 'mod+d',
      when: hasSelection,
      run: () => duplicateSelection(store),
    },
    {
      id: 'canvas.copy',
      label: text.copy,
      group,
      when: hasSelection,
      run: async () => void (await copySelection(store)),
    },
    { id: 'canvas.paste', label: text.paste, group, when: canEdit, run: () => pasteFromClipboard(store) },
    {
      id: 'canvas.disable',
      label: text.disable,
      group,
      keys: 'd',
      when: hasSteps,
      run: () => toggleSelectionDisabled(store),
    },
    {
      id: 'canvas.group',
      label: text.groupSteps,
      group,
      keys: 'mod+g',
      when: hasSteps,
      run: () => groupSelection(store),
    },
    {
      id: 'canvas.ungroup',
      label: text.ungroup,
      group,
      keys: 'mod+shift+g',
      when: has(({ selection }) => selection.groups.size > 0),
      run: () => ungroupSelection(store),
    },
    {
      id: 'canvas.collapse',
      label: text.collapse,
      group,
      keys: 'x',
      when: hasSelection,
      run: () => toggleSelectionCollapsed(store),
    },
    { id: 'canvas.note', label: text.addNote, group, keys: 'n', when: has(() => true), run: () => createNote(store) },
    { id: 'canvas.tidy', label: text.layout, group, keys: 'shift+l', when: canEdit, run: () => tidyUp(store) },
    {
      id: 'canvas.select-all',
      label: text.selectAll,
      group,
      keys: 'mod+a',
      when: isFocused,
      run: () => selectAll(store),
    },
    {
      id: 'canvas.clear',
      label: text.clearSelection,
      group,
      keys: 'escape',
      hidden: true,
      when: () =>
        isFocused() &&
        state().connect === undefined &&
        (countSelected(state().selection) > 0 || state().menu !== undefined),
      run: () => state().select(EMPTY_SELECTION),
    },
  ];
}
