import { MAX_STEPS } from '#contract/max-steps.ts';
import type { Step, Workflow } from '#contract/workflow.ts';
import { boundsOf } from '../boxes.ts';
import { type Clip, placesOf } from '../clipboard.ts';
import { changeScope } from '../edit-scope.ts';
import { findScope, hasStep, listIdsInside, listSteps } from '../find-step.ts';
import { cardSize, scopeOrigin } from '../geometry.ts';
import { renameInEdges, renameInGroups, renameInSteps } from '../rename-steps.ts';
import { NOTE } from '../sizes.ts';
import type { Blocks, Box, Point, PreparedEdit, Refusal, ScopeId } from '../types.ts';
import { EMPTY_SELECTION } from '../types.ts';
import { toNextId } from '../unique-id.ts';

/** Where a clip goes. */
export interface PasteTarget {
  /** The middle of what is pasted, absolute. */
  readonly at: Point;
  /** The loop whose body gets it; the workflow itself by default, or when the loop is gone. */
  readonly scopeId?: ScopeId;
  /** With them, code fields keep their braces. */
  readonly blocks?: Blocks;
}

/** New ids for what is taken, and only for that: cutting and pasting keeps all. */
function toRenames(workflow: Workflow, clip: Clip): ReadonlyMap<string, string> {
  const own = clip.steps.flatMap(listIdsInside);
  const names = new Set(own);
  const renames = new Map<string, string>();
  for (const id of own) {
    if (!hasStep(workflow, id)) continue;
    const free = toNextId(id, (name) => hasStep(workflow, name) || names.has(name));
    names.add(free);
    renames.set(id, free);
  }
  return renames;
}

function freeMarks<M extends { readonly id: string }>(own: readonly M[] | undefined, added: readonly M[]): M[] {
  const taken = new Set(own?.map(({ id }) => id));
  return added.map((mark) => {
    const id = toNextId(mark.id, (name) => taken.has(name));
    taken.add(id);
    return { ...mark, id };
  });
}

/** The box around a clip, where its middle is. */
function boundsOfClip(clip: Clip, places: ReadonlyMap<string, Point>): Box | undefined {
  const steps = clip.steps.map((step) => ({ ...(places.get(step.id) ?? { x: 0, y: 0 }), ...cardSize(step) }));
  return boundsOf([...steps, ...clip.notes.map(({ position, size }) => ({ ...position, ...(size ?? NOTE) }))]);
}

/**
 * Pastes a clip around a point: ids that are taken get new ones, references among the pasted steps follow, those to others stay. Refused
 * when the workflow would have too many steps.
 */
export function preparePaste(
  workflow: Workflow,
  clip: Clip,
  target: PasteTarget,
): ({ readonly ok: true } & PreparedEdit) | Refusal {
  const total = listSteps(workflow).length + clip.steps.flatMap(listIdsInside).length;
  if (total > MAX_STEPS)
    return { ok: false, message: `A workflow has at most ${MAX_STEPS} steps; this would make ${total}.` };
  const scopeId = findScope(workflow, target.scopeId) === undefined ? undefined : target.scopeId;
  const places = placesOf(clip);
  const around = boundsOfClip(clip, places) ?? { ...target.at, width: 0, height: 0 };
  const by = {
    x: Math.round(target.at.x - around.x - around.width / 2),
    y: Math.round(target.at.y - around.y - around.height / 2),
  };
  return { ok: true, ...place(workflow, clip, places, by, scopeId, target.blocks) };
}

/** Pastes a clip moved by an offset. */
export function place(
  workflow: Workflow,
  clip: Clip,
  places: ReadonlyMap<string, Point>,
  by: Point,
  scopeId: ScopeId,
  blocks?: Blocks,
): PreparedEdit {
  const origin = scopeOrigin(workflow, scopeId);
  const renames = toRenames(workflow, clip);
  const placed = clip.steps.map((step): Step => {
    const { x, y } = places.get(step.id) ?? { x: 0, y: 0 };
    return { ...step, position: { x: x + by.x - origin.x, y: y + by.y - origin.y } };
  });
  const steps = renameInSteps(placed, renames, blocks);
  const edges = renameInEdges(clip.edges, renames);
  const notes = freeMarks(
    workflow.notes,
    clip.notes.map((note) => ({ ...note, position: { x: note.position.x + by.x, y: note.position.y + by.y } })),
  );
  const groups = freeMarks(workflow.groups, renameInGroups([...clip.groups], renames));
  const select = {
    ...EMPTY_SELECTION,
    steps: new Set(steps.map(({ id }) => id)),
    notes: new Set(notes.map(({ id }) => id)),
  };
  const edit = (current: Workflow): Workflow => {
    if (steps.some((step) => listIdsInside(step).some((id) => hasStep(current, id)))) return current;
    const changed = changeScope(current, scopeId, (scope) => ({
      steps: steps.length === 0 ? scope.steps : [...scope.steps, ...steps],
      edges: edges.length === 0 ? scope.edges : [...scope.edges, ...edges],
    }));
    return {
      ...changed,
      ...(notes.length === 0 ? {} : { notes: [...(changed.notes ?? []), ...notes] }),
      ...(groups.length === 0 ? {} : { groups: [...(changed.groups ?? []), ...groups] }),
    };
  };
  return { edit, select };
}
