import type { Step } from '#contract/workflow.ts';
import type { Problem } from '#web/api/shapes.ts';
import type { EditorBlock } from '../store/editor-store.ts';
import { splitLoopFields } from './process/process-fields.ts';
import { type StepProblems, toPlaceInStep } from './step-problems.ts';

/** The three parts of a step, in their order. */
export const PARTS = ['input', 'process', 'output'] as const;
export type Part = (typeof PARTS)[number];

/** Inputs of a step that say how its block goes about it, and are part of Process: those of a loop. */
function listSettings(block: Pick<EditorBlock, 'container' | 'inputs'> | undefined): ReadonlySet<string> {
  return new Set(block?.container === true ? splitLoopFields(block.inputs).settings.map(({ id }) => id) : []);
}

/** How many things are given in a part. */
export function countGiven(step: Step, part: Part, block?: Pick<EditorBlock, 'container' | 'inputs'>): number {
  if (part === 'output') return Object.keys(step.output ?? {}).length;
  const settings = listSettings(block);
  const inputs = Object.keys(step.input ?? {});
  if (part === 'input') return inputs.filter((id) => !settings.has(id)).length;
  const { block: _block, ...given } = step.process;
  const body = step.body?.output === undefined ? 0 : 1;
  return Object.keys(given).length + inputs.filter((id) => settings.has(id)).length + body;
}

/** Problems of a part; what is about no part is about the Process. */
export function problemsOfPart(
  problems: StepProblems,
  part: Part,
  block?: Pick<EditorBlock, 'container' | 'inputs'>,
): readonly Problem[] {
  const settings = listSettings(block);
  const toPart = (problem: Problem): Part => {
    const [, root, id] = toPlaceInStep(problem).split('/');
    if (root === 'input') return settings.has(id ?? '') ? 'process' : 'input';
    return root === 'output' ? 'output' : 'process';
  };
  return problems.all.filter((problem) => toPart(problem) === part);
}
