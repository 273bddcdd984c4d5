import type { BlockInput } from '#contract/block.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Step } from '#contract/workflow.ts';
import type { BlockDetail } from '#web/api/shapes.ts';
import { changeStep } from '../../model/edit-scope.ts';
import type { Edit } from '../../model/types.ts';
import { checkField } from '../values/check-field.ts';
import { takesExpressions, toMode } from '../values/field-mode.ts';

type NewBlock = Pick<BlockDetail, 'id' | 'inputs' | 'container'>;

function fits(field: BlockInput | undefined, value: JsonValue): boolean {
  if (field === undefined) return false;
  const isExpression = typeof value === 'string' && value.includes('{{');
  if (isExpression && takesExpressions(field)) return toMode(field, value) === 'expression';
  return !isExpression && checkField(field, value) === undefined;
}

/** Inputs of a step another block takes as well, and how many it does not. */
export function keepInputs(input: JsonObject, inputs: readonly BlockInput[]) {
  const fields = new Map(inputs.map((field) => [field.id, field]));
  const kept = Object.entries(input).filter(([id, value]) => fits(fields.get(id), value));
  return { input: Object.fromEntries(kept), dropped: Object.keys(input).length - kept.length };
}

/** Whether a block can take the place of a step's: the steps inside a loop must not get lost. */
export function canChangeBlock(step: Step, block: Pick<BlockDetail, 'container'>): boolean {
  return block.container || (step.body?.steps.length ?? 0) === 0;
}

/** Gives a step another block; inputs it takes as well stay. */
export function changeBlock(stepId: string, block: NewBlock): Edit {
  return (workflow) =>
    changeStep(workflow, stepId, (step) => {
      if (step.process.block === block.id || !canChangeBlock(step, block)) return step;
      const { body, input = {}, ...rest } = step;
      const kept = keepInputs(input, block.inputs).input;
      return {
        ...rest,
        ...(Object.keys(kept).length === 0 ? {} : { input: kept }),
        process: { ...step.process, block: block.id },
        ...(block.container ? { body: body ?? { steps: [], edges: [] } } : {}),
      };
    });
}
