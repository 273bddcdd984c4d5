import type { Step, Workflow } from '#contract/workflow.ts';
import { renameStepId } from './edits/rename-step-id.ts';
import { findStep, hasStep, listSteps } from './find-step.ts';
import { isSameJson } from './same-json.ts';
import { toFreeId } from './unique-id.ts';

/** Whether two new steps of one id are one step as both sides know it, rather than two that happen to be called the same. */
function isSameStep(one: Step, other: Step): boolean {
  return one.process.block === other.process.block && isSameJson(one.position, other.position);
}

function freeMarks<M extends { readonly id: string }>(
  base: readonly M[] | undefined,
  mine: readonly M[] | undefined,
  theirs: M[] | undefined,
): M[] | undefined {
  if (theirs === undefined || mine === undefined) return theirs;
  const before = new Set(base?.map(({ id }) => id));
  const here = new Map(mine.map((mark) => [mark.id, mark]));
  const taken = new Set([...mine, ...theirs].map(({ id }) => id));
  let isChanged = false;
  const free = theirs.map((mark) => {
    const other = here.get(mark.id);
    if (other === undefined || before.has(mark.id) || isSameJson(other, mark)) return mark;
    const id = toFreeId(mark.id, (name) => taken.has(name));
    taken.add(id);
    isChanged = true;
    return { ...mark, id };
  });
  return isChanged ? free : theirs;
}

/**
 * Their document with other ids for what both sides added under the same one: two windows that each add an HTTP request both call it
 * `http_request`, and both steps should stay. References follow.
 */
export function freeTheirs(base: Workflow, mine: Workflow, theirs: Workflow): Workflow {
  let free = theirs;
  for (const { step } of listSteps(theirs)) {
    const here = findStep(mine, step.id)?.step;
    if (here === undefined || hasStep(base, step.id) || isSameStep(here, step)) continue;
    const id = toFreeId(step.id, (name) => hasStep(mine, name) || hasStep(free, name));
    free = renameStepId(step.id, id)(free);
  }
  const notes = freeMarks(base.notes, mine.notes, free.notes);
  const groups = freeMarks(base.groups, mine.groups, free.groups);
  if (notes === free.notes && groups === free.groups) return free;
  return {
    ...free,
    ...(notes === undefined ? {} : { notes }),
    ...(groups === undefined ? {} : { groups }),
  };
}
