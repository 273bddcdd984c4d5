import type { JsonValue } from '#contract/json.ts';
import type { Step } from '#contract/workflow.ts';
import { findWholeExpression } from '../expression/split-text.ts';
import type { Blocks } from '../types.ts';
import { plainShape, type Shape, shapeAt, shapeOfEntries, shapeOfOutput, shapeOfSample } from './shape.ts';

const PLAIN_PATH = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;

/** What a block gives, as its descriptor says; `undefined` when nothing is known of it. */
export function shapeOfBlock(step: Step, blocks: Blocks): Shape | undefined {
  const block = blocks.get(step.process.block);
  if (block === undefined || block.outputs.length === 0) return undefined;
  return shapeOfEntries(() => block.outputs.map((output) => [output.id, shapeOfOutput(output)] as const), 'schema');
}

/** What a template gives, as far as one look tells: a plain path is what is there, other texts with expressions are text. */
export function shapeOfTemplate(value: JsonValue, resolve: (path: readonly string[]) => Shape | undefined): Shape {
  if (typeof value !== 'string' || !value.includes('{{')) return shapeOfSample(value, undefined, 'mapping');
  const whole = findWholeExpression(value);
  if (whole === undefined) return plainShape('text', 'mapping');
  const found = PLAIN_PATH.test(whole) ? resolve(whole.split('.')) : undefined;
  return found === undefined ? plainShape('unknown', 'mapping', whole) : found;
}

/**
 * What later steps see of a step: what it gave in the last run, else what its mapping makes of its block's outputs, else those. Data of a
 * run that a newer mapping no longer gives is left out, and what only the mapping gives is added.
 */
export function shapeOfStep(step: Step, blocks: Blocks, sample: JsonValue | undefined): Shape {
  const detail = step.name;
  const block = shapeOfBlock(step, blocks);
  if (step.output === undefined) {
    if (sample !== undefined) return shapeOfSample(sample, detail);
    return block === undefined ? plainShape('unknown', 'schema', detail) : { ...block, detail };
  }
  const { output } = step;
  const given = sample === undefined ? undefined : shapeOfSample(sample);
  const entries = () =>
    Object.entries(output).map(([name, value]) => {
      const real = shapeAt(given, [name]);
      return [name, real ?? shapeOfTemplate(value, (path) => shapeAt(block, path))] as const;
    });
  const whole = shapeOfEntries(entries, given === undefined ? 'mapping' : 'sample', detail);
  return sample === undefined ? whole : { ...whole, sample };
}
