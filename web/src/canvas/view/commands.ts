import { toast } from '#web/ui/toast.ts';
import { boundsOf } from '../model/boxes.ts';
import { toClipText } from '../model/clipboard.ts';
import { edgesFrom } from '../model/edge-index.ts';
import { type Alignment, align, distribute } from '../model/edits/align.ts';
import { toggleCollapsed } from '../model/edits/collapse.ts';
import { prepareDuplicate } from '../model/edits/duplicate.ts';
import { groupSteps, ungroup, updateGroup } from '../model/edits/groups.ts';
import { addNote } from '../model/edits/notes.ts';
import { remove } from '../model/edits/remove.ts';
import { areDisabled, toggleDisabled } from '../model/edits/toggle-disabled.ts';
import { findScope, findStep } from '../model/find-step.ts';
import { EMPTY_SELECTION, type Point, type Selection } from '../model/types.ts';
import { toMarkId } from '../model/unique-id.ts';
import { toFit, toVisibleRect } from '../store/camera.ts';
import type { EditorState, EditorStore } from '../store/editor-store.ts';
import { prefersStill } from './keyboard/focus-step.ts';
import { text } from './strings.ts';

/** How many things are selected. */
export function countSelected({ steps, edges, notes, groups }: Selection): number {
  return steps.size + edges.size + notes.size + groups.size;
}

/** Deletes what is selected; the keyboard goes on to a neighbour, so that it is never lost. `heal` closes the gap in the flow. */
export function deleteSelection(store: EditorStore, heal = false): void {
  const state = store.getState();
  if (countSelected(state.selection) === 0) return;
  const next = state.selection.steps.size === 0 ? undefined : findNeighbour(state);
  state.apply(text.deleteSelection, remove(state.selection, { reconnect: heal }), { select: EMPTY_SELECTION });
  if (next === undefined || store.getState().readOnly) return;
  store.getState().select({ steps: new Set([next]) });
  store.getState().patchView({ focus: next });
}

/** A step that stays: before the deleted ones, or else after. */
function findNeighbour({ workflow, selection }: EditorState): string | undefined {
  for (const id of selection.steps) {
    const scope = findScope(workflow, findStep(workflow, id)?.scopeId);
    if (scope === undefined) continue;
    const before = scope.edges.find((edge) => edge.to === id && !selection.steps.has(edge.from))?.from;
    const after = edgesFrom(scope.edges, id).find((edge) => !selection.steps.has(edge.to))?.to;
    if (before !== undefined || after !== undefined) return before ?? after;
  }
  return undefined;
}

/** Copies what is selected beside itself and selects the copies. */
export function duplicateSelection(store: EditorStore): void {
  const { workflow, selection, blocks, apply } = store.getState();
  if (selection.steps.size + selection.notes.size + selection.groups.size === 0) return;
  const { edit, select } = prepareDuplicate(workflow, selection, { blocks });
  apply(text.duplicate, edit, { select });
}

/** Selects every step and note. */
export function selectAll(store: EditorStore): void {
  const { scene, select } = store.getState();
  select({
    steps: new Set(scene.geometry.steps.keys()),
    notes: new Set(scene.geometry.notes.keys()),
    edges: new Set(scene.curves.keys()),
  });
}

/** Disables the selected steps, or enables them when all are disabled. */
export function toggleSelectionDisabled(store: EditorStore): void {
  const { workflow, selection, apply } = store.getState();
  const label = areDisabled(workflow, selection.steps) ? text.enable : text.disable;
  apply(label, toggleDisabled(selection.steps));
}

/** Frames the selected steps, and lets the name be written. */
export function groupSelection(store: EditorStore): void {
  const { workflow, selection, apply } = store.getState();
  if (selection.steps.size === 0) return;
  const id = toMarkId('group', workflow);
  apply(text.groupSteps, groupSteps({ id, name: text.newGroup, steps: selection.steps }), {
    select: { ...EMPTY_SELECTION, groups: new Set([id]) },
  });
  store.getState().patchView({ editingGroup: id });
}

/** Takes the selected groups away; their steps stay. */
export function ungroupSelection(store: EditorStore): void {
  const { selection, apply } = store.getState();
  apply(text.ungroup, ungroup(selection.groups));
}

/** Folds or opens the selected loops and groups. */
export function toggleSelectionCollapsed(store: EditorStore): void {
  const { selection, workflow, apply } = store.getState();
  for (const id of selection.groups) {
    const isCollapsed = workflow.groups?.find((group) => group.id === id)?.collapsed === true;
    apply(isCollapsed ? text.expand : text.collapse, updateGroup(id, { collapsed: !isCollapsed }));
  }
  for (const id of selection.steps) {
    const step = findStep(workflow, id)?.step;
    if (step?.body !== undefined) apply(step.collapsed === true ? text.expand : text.collapse, toggleCollapsed(id));
  }
}

/** Puts an empty note at a point, or in the middle of the screen, and lets it be written. */
export function createNote(store: EditorStore, at?: Point): void {
  const { workflow, apply, camera } = store.getState();
  const { x, y, width, height } = toVisibleRect(camera);
  const id = toMarkId('note', workflow);
  apply(
    text.addNote,
    addNote({ id, position: at ?? { x: Math.round(x + width / 2 - 100), y: Math.round(y + height / 2 - 60) } }),
    {
      select: { ...EMPTY_SELECTION, notes: new Set([id]) },
    },
  );
  store.getState().patchView({ editingNote: id });
}

/** Brings what is selected in line. */
export function alignSelection(store: EditorStore, alignment: Alignment): void {
  const { selection, blocks, apply } = store.getState();
  apply(text.align, align(selection, alignment, { blocks }));
}

/** Gives what is selected equal gaps. */
export function distributeSelection(store: EditorStore, direction: 'horizontal' | 'vertical'): void {
  const { selection, blocks, apply } = store.getState();
  apply(
    direction === 'horizontal' ? text.distributeAcross : text.distributeDown,
    distribute(selection, direction, { blocks }),
  );
}

/** Shows the whole document, or what is selected. */
export function fitView(store: EditorStore, what: 'all' | 'selection'): void {
  const { scene, selection, camera } = store.getState();
  const bounds = what === 'all' ? scene.bounds : boundsOfSelection(store.getState());
  if (bounds === undefined) return;
  camera.moveTo(
    toFit(bounds, camera.size(), { maxZoom: selection.steps.size === 1 && what === 'selection' ? 1.25 : 1 }),
    prefersStill() ? 0 : 160,
  );
}

/** The box around what is selected. */
export function boundsOfSelection({ scene, selection }: Pick<EditorState, 'scene' | 'selection'>) {
  const { steps, notes, groups } = scene.geometry;
  return boundsOf([
    ...[...selection.steps].flatMap((id) => steps.get(id) ?? []),
    ...[...selection.notes].flatMap((id) => notes.get(id) ?? []),
    ...[...selection.groups].flatMap((id) => groups.get(id) ?? []),
  ]);
}

/** What a copy would put on the clipboard; `undefined` for nothing. */
export function toCopiedText(store: EditorStore): string | undefined {
  const { workflow, selection } = store.getState();
  return toClipText(workflow, selection);
}

/** Copies what is selected to the system's clipboard. */
export async function copySelection(store: EditorStore): Promise<boolean> {
  const content = toCopiedText(store);
  if (content === undefined) return false;
  try {
    await navigator.clipboard.writeText(content);
  } catch {
    toast.error(text.clipboardRefused);
    return false;
  }
  toast.info(text.copied(countSelected({ ...store.getState().selection, edges: new Set() })));
  return true;
}
