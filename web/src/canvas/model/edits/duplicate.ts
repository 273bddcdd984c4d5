import type { Workflow } from '#contract/workflow.ts';
import { placesOf, toClip } from '../clipboard.ts';
import { findStep } from '../find-step.ts';
import type { Blocks, Edit, Point, PreparedEdit, ScopeId, Selection } from '../types.ts';
import { EMPTY_SELECTION } from '../types.ts';
import { place } from './paste.ts';

/** How far a copy lies from what it copies. */
export const DUPLICATE_OFFSET: Point = { x: 40, y: 40 };

/** Copies what is selected beside itself, each step in the scope it is in, and selects the copies. */
export function prepareDuplicate(
  workflow: Workflow,
  selection: Partial<Selection>,
  { by = DUPLICATE_OFFSET, blocks }: { readonly by?: Point; readonly blocks?: Blocks } = {},
): PreparedEdit {
  const scopes = new Set<ScopeId>();
  for (const id of selection.steps ?? []) {
    const found = findStep(workflow, id);
    if (found !== undefined) scopes.add(found.scopeId);
  }
  for (const group of workflow.groups ?? [])
    if (selection.groups?.has(group.id) === true)
      for (const id of group.steps) scopes.add(findStep(workflow, id)?.scopeId);
  if (scopes.size === 0) scopes.add(undefined);
  const edits: Edit[] = [];
  const steps = new Set<string>();
  let notes: ReadonlySet<string> = EMPTY_SELECTION.notes;
  let current = workflow;
  let isFirst = true;
  for (const only of scopes) {
    // Notes belong to no scope: once is enough.
    const { notes: chosenNotes, ...rest } = selection;
    const what = isFirst && chosenNotes !== undefined ? selection : rest;
    const clip = toClip(workflow, what, { only });
    const { edit, select } = place(current, clip, placesOf(clip), by, only, blocks);
    edits.push(edit);
    current = edit(current);
    for (const id of select.steps) steps.add(id);
    if (isFirst) notes = select.notes;
    isFirst = false;
  }
  const edit: Edit = (document) => edits.reduce((changed, one) => one(changed), document);
  return { edit, select: { ...EMPTY_SELECTION, steps, notes } };
}
