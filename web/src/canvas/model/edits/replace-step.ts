import type { Workflow } from '#contract/workflow.ts';
import { changeStep } from '../edit-scope.ts';
import { findStep, listIdsInside, listSteps } from '../find-step.ts';
import { leaveGroups } from '../leave-groups.ts';
import { toEditableStep } from '../to-editable.ts';
import type { Blocks, Edit, Refusal } from '../types.ts';
import { renameStepId } from './rename-step-id.ts';

/**
 * Replaces a step by what its JSON says, body included. Strict: one key that does not belong there and it is refused, so that nothing a
 * person wrote is lost. Another `id` renames the step everywhere.
 */
export function prepareReplaceStep(
  workflow: Workflow,
  id: string,
  value: unknown,
  blocks?: Blocks,
): { readonly ok: true; readonly edit: Edit; readonly id: string } | Refusal {
  const found = findStep(workflow, id);
  if (found === undefined) return { ok: false, message: `There is no step ${id} any more.` };
  const own = new Set(listIdsInside(found.step));
  const taken = listSteps(workflow).flatMap(({ step }) => (own.has(step.id) ? [] : [step.id]));
  const { step, dropped } = toEditableStep(value, taken);
  const [first] = dropped;
  if (step === undefined || first !== undefined) {
    const where = first === undefined || first.pointer === '' ? 'The step' : first.pointer;
    return { ok: false, message: `${where}: ${first?.reason ?? 'It is no step.'}` };
  }
  const kept = new Set(listIdsInside(step));
  const edit: Edit = (current) => {
    const renamed = step.id === id ? current : renameStepId(id, step.id, blocks)(current);
    const gone = [...own].filter((inner) => inner !== id && !kept.has(inner));
    return leaveGroups(
      changeStep(renamed, step.id, () => step),
      new Set(gone),
    );
  };
  return { ok: true, edit, id: step.id };
}
