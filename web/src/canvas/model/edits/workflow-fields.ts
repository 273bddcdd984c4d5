import type { JsonValue } from '#contract/json.ts';
import { getAt, type Path, setAt } from '../set-path.ts';
import type { Edit } from '../types.ts';

/** A field of the workflow itself: `['name']`, `['settings', 'timeoutMs']`, `['variables', 'rate']`, `['inputs', 0, 'label']`. */
export type WorkflowField =
  | readonly ['name']
  | readonly ['description']
  | readonly ['tags', ...Path]
  | readonly ['inputs', ...Path]
  | readonly ['outputs', ...Path]
  | readonly ['variables', ...Path]
  | readonly ['settings', ...Path];

/** Objects that mean nothing when they are empty; empty `outputs` answer nothing, so they are not among them. */
const PRUNED: readonly Path[] = [['settings', 'retry'], ['settings'], ['variables'], ['tags']];

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Sets a field of the workflow, or takes it away with `undefined`. A workflow keeps its name, and a list of inputs. */
export function updateWorkflow(field: WorkflowField, value: JsonValue | undefined): Edit {
  return (workflow) => {
    if (field[0] === 'name' && (typeof value !== 'string' || value.trim() === '')) return workflow;
    if (field[0] === 'inputs' && field.length === 1 && value === undefined) return setAt(workflow, field, []);
    let changed = setAt(workflow, field, value);
    for (const path of PRUNED) if (isEmpty(getAt(changed, path))) changed = setAt(changed, path, undefined);
    return changed;
  };
}
