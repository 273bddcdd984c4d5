import type { BlockDescriptor, BlockInput } from '#contract/block.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { ReferenceCheck } from './check-references.ts';
import { findValueProblem } from './check-value.ts';
import type { Report } from './report.ts';
import { type Scope, stepPointer } from './scope.ts';

/** Whether `{{ }}` is evaluated in a field. */
function isTemplated(field: BlockInput | undefined): boolean {
  return field === undefined || (field.expressions ?? field.type !== 'code');
}

/** Adds a name to a JSON pointer. */
function child(pointer: string, key: string): string {
  return `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function isSame(a: JsonValue, b: JsonValue): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/** Whether a field counts, given the others; `undefined` when that is known only at run time. */
function isShown(
  field: BlockInput,
  block: BlockDescriptor,
  input: JsonObject,
  computed: ReadonlySet<string>,
): boolean | undefined {
  for (const [id, wanted] of Object.entries(field.showIf ?? {})) {
    if (computed.has(id)) return undefined;
    const given = Object.hasOwn(input, id) ? input[id] : undefined;
    const value = given ?? block.inputs.find((other) => other.id === id)?.default ?? null;
    if (!wanted.some((one) => isSame(one, value))) return false;
  }
  return true;
}

/** Looks at the input of a step: its templates, and where the block is known, each field. */
export function checkInput(scope: Scope, index: number, references: ReferenceCheck, report: Report): void {
  const step = scope.steps[index];
  if (step === undefined) return;
  const block = scope.blocks[index];
  const input = step.input ?? {};
  const pointer = `${stepPointer(scope, index)}/input`;
  const fields = new Map(block?.inputs.map((field) => [field.id, field]));
  /** Fields that are one template, or hold some. */
  const computed = new Set<string>();

  for (const [key, value] of Object.entries(input)) {
    const field = fields.get(key);
    const place = child(pointer, key);
    if (isTemplated(field)) {
      const analysis = references.check(value, { scope, step: index, pointer: place });
      if (analysis.computed.has('')) computed.add(key);
    }
    if (block === undefined) continue;
    if (field === undefined) {
      report.add('unknown-input', place, `The block ${block.id} of ${step.id} has no input ${key}.`, {
        stepId: step.id,
        hint:
          report.suggest(key, fields.keys()) ??
          (fields.size === 0 ? 'It takes none.' : `It has ${[...fields.keys()].slice(0, 20).join(', ')}.`),
      });
      continue;
    }
    if (computed.has(key) || (value === null && field.type !== 'json')) continue;
    const problem = findValueProblem(field, value);
    if (problem !== undefined)
      report.add('wrong-type', place, `The input ${key} of ${step.id} ${problem}.`, { stepId: step.id });
  }

  if (block === undefined) return;
  for (const field of block.inputs) {
    if (!field.required || (field.default !== undefined && field.default !== null)) continue;
    const given = Object.hasOwn(input, field.id) ? input[field.id] : undefined;
    if (given !== undefined && (given !== null || field.type === 'json')) continue;
    if (isShown(field, block, input, computed) !== true) continue;
    report.add(
      'missing-input',
      pointer,
      `The step ${step.id} lacks the input ${field.id}, which the block ${block.id} requires.`,
      {
        stepId: step.id,
        hint: field.description,
      },
    );
  }
}
