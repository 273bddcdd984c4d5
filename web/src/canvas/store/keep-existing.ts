import type { Workflow } from '#contract/workflow.ts';
import { findEdge } from '../model/edge-index.ts';
import { hasStep } from '../model/find-step.ts';
import { EMPTY_SELECTION, type Selection } from '../model/types.ts';

/** The selection without what the document does not hold; the very same one when it holds it all. */
export function keepExisting(workflow: Workflow, selection: Selection): Selection {
  const steps = keep(selection.steps, (id) => hasStep(workflow, id));
  const edges = keep(selection.edges, (key) => findEdge(workflow, key) !== undefined);
  const notes = keep(selection.notes, (id) => workflow.notes?.some((note) => note.id === id) === true);
  const groups = keep(selection.groups, (id) => workflow.groups?.some((group) => group.id === id) === true);
  if (steps.size + edges.size + notes.size + groups.size === 0) return EMPTY_SELECTION;
  const isSame =
    steps === selection.steps && edges === selection.edges && notes === selection.notes && groups === selection.groups;
  return isSame ? selection : { steps, edges, notes, groups };
}

function keep(ids: ReadonlySet<string>, exists: (id: string) => boolean): ReadonlySet<string> {
  for (const id of ids) if (!exists(id)) return new Set([...ids].filter(exists));
  return ids;
}
