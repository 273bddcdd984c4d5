import type { JsonValue } from '#contract/json.ts';
import { changeStep } from '../edit-scope.ts';
import { getAt, type Path, setAt } from '../set-path.ts';
import type { Edit } from '../types.ts';

/** A field of a step: `['name']`, `['input', 'url']`, `['process', 'retry', 'maxAttempts']`, `['output', 'count']`, `['body', 'output']`. */
export type StepField =
  | readonly ['name']
  | readonly ['input', ...Path]
  | readonly ['process', ...Path]
  | readonly ['output', ...Path]
  | readonly ['body', 'output', ...Path];

/** Objects that mean nothing when they are empty. An empty `output` hides everything, so it is not among them. */
const PRUNED: readonly Path[] = [['process', 'retry'], ['input']];

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/**
 * Sets a field of a step, or takes it away with `undefined`. The block itself cannot be taken away. Does nothing when the step is gone or
 * the value is there already.
 */
export function updateStep(id: string, field: StepField, value: JsonValue | undefined): Edit {
  return (workflow) =>
    changeStep(workflow, id, (step) => {
      const [part, key] = field;
      if (part === 'process' && (key === undefined || (key === 'block' && typeof value !== 'string'))) return step;
      if (part === 'body' && step.body === undefined) return step;
      // An output without a name is none (the contract says so too).
      if (part === 'output' && key === '') return step;
      let changed = setAt(step, field, value);
      for (const path of PRUNED) if (isEmptyObject(getAt(changed, path))) changed = setAt(changed, path, undefined);
      return changed;
    });
}

/** Sets the text or takes the name away when it is blank. */
export function renameStep(id: string, name: string): Edit {
  const plain = name.trim().slice(0, 200);
  return updateStep(id, ['name'], plain === '' ? undefined : plain);
}
