import { disconnect } from '../../model/edits/disconnect.ts';
import { updateGroup } from '../../model/edits/groups.ts';
import { updateNote } from '../../model/edits/notes.ts';
import { areDisabled } from '../../model/edits/toggle-disabled.ts';
import { unwrap } from '../../model/edits/unwrap.ts';
import { canWrap, wrapInLoop } from '../../model/edits/wrap-in-loop.ts';
import { findStep } from '../../model/find-step.ts';
import { EMPTY_SELECTION } from '../../model/types.ts';
import { toStepId } from '../../model/unique-id.ts';
import type { EditorStore } from '../../store/editor-store.ts';
import type { MenuState, Placement } from '../../store/view-state.ts';
import { pasteFromClipboard } from '../clipboard/paste-text.ts';
import {
  copySelection,
  createNote,
  deleteSelection,
  duplicateSelection,
  fitView,
  groupSelection,
  selectAll,
  toggleSelectionCollapsed,
  toggleSelectionDisabled,
  ungroupSelection,
} from '../commands.ts';
import { openFind } from '../find/open-find.ts';
import { startConnecting } from '../keyboard/use-connect-keys.ts';
import { text } from '../strings.ts';
import { tidyUp } from '../tidy-up.ts';

/** A line of a context menu. */
export type MenuItem =
  | { readonly kind: 'divider' }
  | { readonly kind: 'colors'; readonly value: string | undefined; readonly pick: (color: string | undefined) => void }
  | {
      readonly kind: 'item';
      readonly label: string;
      readonly keys?: string;
      readonly danger?: boolean;
      readonly disabled?: boolean;
      readonly run: () => void;
    };

/** What the page around the canvas can do with a step. */
export interface MenuHooks {
  readonly onOpenStep: ((stepId: string) => void) | undefined;
  readonly onRunTo: ((stepId: string) => void) | undefined;
}

const DIVIDER: MenuItem = { kind: 'divider' };
const LOOP_BLOCK = 'control.for_each';

function item(
  label: string,
  run: () => void,
  more: { keys?: string; danger?: boolean; disabled?: boolean } = {},
): MenuItem {
  return { kind: 'item', label, run, ...more };
}

/** The lines of an open menu. A read only canvas shows what only looks. */
export function toMenuItems(store: EditorStore, menu: MenuState, hooks: MenuHooks): readonly MenuItem[] {
  switch (menu.subject.kind) {
    case 'canvas':
      return toCanvasItems(store, menu, menu.subject.parent);
    case 'step':
      return toStepItems(store, menu, menu.subject.id, hooks);
    case 'edge':
      return toEdgeItems(store, menu, menu.subject.id);
    case 'note':
      return toNoteItems(store, menu.subject.id);
    case 'group':
      return toGroupItems(store, menu.subject.id);
  }
}

function pick(store: EditorStore, menu: MenuState, placement: Placement): () => void {
  return () => store.getState().patchView({ picker: { screen: menu.screen, placement } });
}

function toCanvasItems(store: EditorStore, menu: MenuState, parent: string | undefined): readonly MenuItem[] {
  const looking = [
    item(text.selectAll, () => selectAll(store), { keys: 'mod+a' }),
    item(text.find, () => openFind(store), { keys: 'mod+f' }),
    item(text.fit, () => fitView(store, 'all'), { keys: 'shift+1' }),
  ];
  if (store.getState().readOnly) return looking;
  return [
    item(text.addHere, pick(store, menu, { kind: 'at', at: menu.flow, parent }), { keys: '/' }),
    item(text.addNote, () => createNote(store, menu.flow), { keys: 'n' }),
    item(text.pasteHere, () => void pasteFromClipboard(store, menu.flow, parent), { keys: 'mod+v' }),
    DIVIDER,
    ...looking,
    DIVIDER,
    item(text.layout, () => tidyUp(store), { keys: 'shift+l' }),
  ];
}

function toStepItems(
  store: EditorStore,
  menu: MenuState,
  id: string,
  { onOpenStep, onRunTo }: MenuHooks,
): readonly MenuItem[] {
  const { workflow, selection, readOnly, apply, blocks } = store.getState();
  const step = findStep(workflow, id)?.step;
  if (step === undefined) return [];
  const open = onOpenStep === undefined ? [] : [item(text.open, () => onOpenStep(id), { keys: 'enter' })];
  const copy = item(text.copy, () => void copySelection(store), { keys: 'mod+c' });
  if (readOnly) return [...open, copy, item(text.fitSelection, () => fitView(store, 'selection'), { keys: 'shift+2' })];
  const wrap = canWrap(workflow, selection.steps);
  const isLoop = step.body !== undefined;
  const wrapUp = () => {
    const loop = toStepId(workflow, LOOP_BLOCK);
    apply(text.wrap, wrapInLoop(selection.steps, { id: loop, block: LOOP_BLOCK }), {
      select: { ...EMPTY_SELECTION, steps: new Set([loop]) },
    });
  };
  return [
    ...open,
    ...(onRunTo === undefined ? [] : [item(text.runToHere, () => onRunTo(id))]),
    item(text.addAfter, pick(store, menu, { kind: 'after', stepId: id }), { keys: '/' }),
    ...(blocks.get(step.process.block)?.trigger === true
      ? []
      : [item(text.addBefore, pick(store, menu, { kind: 'before', stepId: id }))]),
    ...(isLoop ? [item(text.addInside, pick(store, menu, { kind: 'into', stepId: id }))] : []),
    item(text.connectSteps, () => startConnecting(store), { keys: 'c' }),
    DIVIDER,
    item(text.cut, () => void copySelection(store).then((done) => done && deleteSelection(store)), { keys: 'mod+x' }),
    copy,
    item(text.duplicate, () => duplicateSelection(store), { keys: 'mod+d' }),
    DIVIDER,
    item(areDisabled(workflow, selection.steps) ? text.enable : text.disable, () => toggleSelectionDisabled(store), {
      keys: 'd',
    }),
    item(text.groupSteps, () => groupSelection(store), { keys: 'mod+g' }),
    ...(blocks.has(LOOP_BLOCK) ? [item(text.wrap, wrapUp, { disabled: !wrap.ok })] : []),
    ...(isLoop
      ? [
          item(step.collapsed === true ? text.expand : text.collapse, () => toggleSelectionCollapsed(store), {
            keys: 'x',
          }),
          item(text.unwrap, () => apply(text.unwrap, unwrap(id))),
        ]
      : []),
    DIVIDER,
    item(text.deleteKeep, () => deleteSelection(store, true), { keys: 'shift+delete' }),
    item(text.deleteSelection, () => deleteSelection(store), { keys: 'delete', danger: true }),
  ];
}

function toEdgeItems(store: EditorStore, menu: MenuState, key: string): readonly MenuItem[] {
  const { readOnly, apply, scene } = store.getState();
  const edge = scene.curves.get(key)?.edge;
  const go = (id: string) => () => {
    store.getState().select({ steps: new Set([id]) });
    store.getState().patchView({ focus: id });
    fitView(store, 'selection');
  };
  const looking =
    edge === undefined ? [] : [item(text.goTo(edge.from), go(edge.from)), item(text.goTo(edge.to), go(edge.to))];
  if (readOnly) return looking;
  return [
    item(text.addOnEdge, pick(store, menu, { kind: 'edge', key }), { keys: '/' }),
    ...looking,
    DIVIDER,
    item(text.deleteEdge, () => apply(text.deleteEdge, disconnect([key])), { keys: 'delete', danger: true }),
  ];
}

function toNoteItems(store: EditorStore, id: string): readonly MenuItem[] {
  const { readOnly, apply, workflow, patchView } = store.getState();
  if (readOnly) return [item(text.copy, () => void copySelection(store), { keys: 'mod+c' })];
  return [
    item(text.editNote, () => patchView({ editingNote: id })),
    {
      kind: 'colors',
      value: workflow.notes?.find((note) => note.id === id)?.color,
      pick: (color) => apply(text.colorNote, updateNote(id, { color })),
    },
    item(text.copy, () => void copySelection(store), { keys: 'mod+c' }),
    item(text.duplicate, () => duplicateSelection(store), { keys: 'mod+d' }),
    DIVIDER,
    item(text.deleteSelection, () => deleteSelection(store), { keys: 'delete', danger: true }),
  ];
}

function toGroupItems(store: EditorStore, id: string): readonly MenuItem[] {
  const { readOnly, apply, workflow, patchView } = store.getState();
  const group = workflow.groups?.find((one) => one.id === id);
  const fit = item(text.fitSelection, () => fitView(store, 'selection'), { keys: 'shift+2' });
  if (readOnly || group === undefined) return [fit];
  return [
    item(text.renameGroup, () => patchView({ editingGroup: id })),
    { kind: 'colors', value: group.color, pick: (color) => apply(text.groupColor, updateGroup(id, { color })) },
    item(group.collapsed === true ? text.expand : text.collapse, () => toggleSelectionCollapsed(store), { keys: 'x' }),
    fit,
    DIVIDER,
    item(text.ungroup, () => ungroupSelection(store), { keys: 'mod+shift+g' }),
  ];
}
