import type { BlockRegistry } from '#blocks/registry.ts';
import type { JsonValue } from '#contract/json.ts';
import type { Step } from '#contract/workflow.ts';
import { analyse } from '#expressions/analyse.ts';

/** A field that opens a secret. */
export interface SecretField {
  readonly stepId: string;
  readonly field: string;
  /** Name of the secret. */
  readonly name: string;
}

/** Every secret the inputs of steps refer to, those inside loops included: by `{{ secrets.NAME }}`, or in a field of type secret. */
export function findSecrets(steps: readonly Step[], blocks: Pick<BlockRegistry, 'get'>): readonly SecretField[] {
  return steps.flatMap((step) => [...findInStep(step, blocks), ...findSecrets(step.body?.steps ?? [], blocks)]);
}

function findInStep({ id, input = {}, process }: Step, blocks: Pick<BlockRegistry, 'get'>): readonly SecretField[] {
  const fields = blocks.get(process.block)?.descriptor.inputs ?? [];
  return Object.entries(input).flatMap(([field, value]) => {
    const type = fields.find((one) => one.id === field)?.type;
    return namesIn(value, type === 'secret').map((name) => ({ stepId: id, field, name }));
  });
}

function namesIn(value: JsonValue, isSecretField: boolean): readonly string[] {
  if (isSecretField && typeof value === 'string' && !value.includes('{{')) return value === '' ? [] : [value];
  return JSON.stringify(value).includes('secrets.') ? analyse(value).secrets : [];
}
