import { toNamedPort } from '../../model/edits/create-step.ts';
import { dropOnEdge } from '../../model/edits/insert-on-edge.ts';
import { move } from '../../model/edits/move.ts';
import { moveToScope } from '../../model/edits/move-to-scope.ts';
import { findStep, listIdsInside, listLoopsAround } from '../../model/find-step.ts';
import type { Box, Edit, Point, Selection } from '../../model/types.ts';
import { fromWindow } from '../../store/camera.ts';
import type { EditorState, EditorStore } from '../../store/editor-store.ts';
import type { DragState, DropTarget } from '../../store/view-state.ts';
import { text } from '../strings.ts';
import { findDropTarget } from './drop-target.ts';
import type { Gesture, GestureKeys } from './gesture.ts';

/** Cards snap to this grid, in pixels of the document. */
export const GRID = 16;

/** Everything that moves along with a selection. */
export function listMoved(
  { workflow }: Pick<EditorState, 'workflow'>,
  selection: Selection,
): {
  /** Steps to move, without those that move with a loop around them. */
  readonly chosen: readonly string[];
  /** All steps that change their place. */
  readonly moved: ReadonlySet<string>;
} {
  const wanted = new Set(selection.steps);
  for (const group of workflow.groups ?? [])
    if (selection.groups.has(group.id)) for (const id of group.steps) wanted.add(id);
  const chosen = [...wanted].filter((id) => !listLoopsAround(workflow, id).some((loop) => wanted.has(loop.id)));
  const moved = new Set<string>();
  for (const id of chosen) {
    const step = findStep(workflow, id)?.step;
    if (step !== undefined) for (const inner of listIdsInside(step)) moved.add(inner);
  }
  return { chosen, moved };
}

/** Drags what is selected. `grabbed` is the box under the pointer: it is the one that snaps to the grid. */
export function dragItems(store: EditorStore, start: Point, grabbed: Box): Gesture {
  const first = store.getState();
  const { selection, camera } = first;
  const from = fromWindow(camera, start);
  const { chosen, moved } = listMoved(first, selection);
  const scopes = new Set(chosen.map((id) => findStep(first.workflow, id)?.scopeId));
  const [scopeId] = scopes;
  // Steps of several scopes, and groups, only change their places.
  const mayLand = scopes.size === 1 && selection.groups.size === 0;

  const toDrag = (point: Point, keys: GestureKeys): DragState => {
    const state = store.getState();
    const at = fromWindow(camera, point);
    let dx = at.x - from.x;
    let dy = at.y - from.y;
    if (state.snap && !keys.alt) {
      dx = Math.round((grabbed.x + dx) / GRID) * GRID - grabbed.x;
      dy = Math.round((grabbed.y + dy) / GRID) * GRID - grabbed.y;
    }
    const middle = { x: grabbed.x + dx + grabbed.width / 2, y: grabbed.y + dy + grabbed.height / 2 };
    const target = mayLand ? findDropTarget(state, { at, middle, chosen, scopeId, moved }) : undefined;
    return { steps: moved, notes: selection.notes, groups: selection.groups, dx, dy, target };
  };

  return {
    scrolls: true,
    move(point, keys) {
      const drag = toDrag(point, keys);
      const before = store.getState().drag;
      const isSame =
        before !== undefined &&
        before.dx === drag.dx &&
        before.dy === drag.dy &&
        isSameTarget(before.target, drag.target);
      if (!isSame) store.getState().patchView({ drag });
    },
    end(point, keys) {
      const { dx, dy, target } = toDrag(point, keys);
      const state = store.getState();
      const count = selection.steps.size + selection.notes.size + selection.groups.size;
      const place: Edit = move(selection, { x: dx, y: dy });
      state.apply(toLabel(target, count), withTarget(state, place, chosen, target));
      store.getState().patchView({ drag: undefined });
    },
    cancel: () => store.getState().patchView({ drag: undefined }),
  };
}

function isSameTarget(one: DropTarget | undefined, other: DropTarget | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function toLabel(target: DropTarget | undefined, count: number): string {
  if (target?.kind === 'body') return text.moveInto;
  return target?.kind === 'root' ? text.moveOut : text.moveSelection(count);
}

/** The move, and what the place it ends at adds to it. */
function withTarget(state: EditorState, place: Edit, chosen: readonly string[], target: DropTarget | undefined): Edit {
  if (target === undefined) return place;
  if (target.kind === 'edge') {
    const [id = ''] = chosen;
    const block = state.blocks.get(findStep(state.workflow, id)?.step.process.block ?? '');
    const put = dropOnEdge(target.key, id, block === undefined ? undefined : toNamedPort(block));
    return (workflow) => put(place(workflow));
  }
  const into = moveToScope(chosen, target.kind === 'body' ? target.stepId : undefined);
  return (workflow) => into(place(workflow));
}
