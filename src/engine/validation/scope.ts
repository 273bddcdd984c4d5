import type { BlockDescriptor } from '#contract/block.ts';
import type { JsonValue } from '#contract/json.ts';
import { MAX_STEPS } from '#contract/max-steps.ts';
import type { Edge, Step, Workflow } from '#contract/workflow.ts';
import type { Report } from './report.ts';

/** Bodies inside bodies. */
const MAX_DEPTH = 10;

/** The steps of the workflow or of one body. */
export interface Scope {
  readonly parent: Scope | undefined;
  /** Position of the loop step in the parent. */
  readonly parentStep: number;
  /** JSON pointer of what holds `steps` and `edges`. */
  readonly pointer: string;
  readonly steps: readonly Step[];
  readonly edges: readonly Edge[];
  readonly blocks: readonly (BlockDescriptor | undefined)[];
  readonly byId: ReadonlyMap<string, number>;
  /** What the scope gives, and where that is written. */
  readonly output: { readonly value: JsonValue; readonly pointer: string } | undefined;
}

/** Every scope of a workflow. */
export interface Scopes {
  /** The workflow first, each body after the scope it is in. */
  readonly list: readonly Scope[];
  /** Where each step is. */
  readonly stepScopes: ReadonlyMap<string, Scope>;
}

/** Pointer of a step. */
export function stepPointer(scope: Scope, index: number): string {
  return `${scope.pointer}/steps/${index}`;
}

/** Id of the loop step a body belongs to. */
export function loopOf(scope: Scope): string | undefined {
  return scope.parent?.steps[scope.parentStep]?.id;
}

type Holder = Pick<Scope, 'parent' | 'parentStep' | 'pointer' | 'steps' | 'edges' | 'output'> & {
  readonly depth: number;
};

/** Finds all scopes without recursion, refusing what is too large to look at. */
export function collectScopes(
  workflow: Workflow,
  blocks: (id: string) => BlockDescriptor | undefined,
  report: Report,
): Scopes {
  const list: Scope[] = [];
  const stepScopes = new Map<string, Scope>();
  const known = new Map<string, BlockDescriptor | undefined>();
  const find = (id: string) => {
    if (!known.has(id)) known.set(id, blocks(id));
    return known.get(id);
  };
  const root = workflow.outputs === undefined ? undefined : { value: workflow.outputs, pointer: '/outputs' };
  const queue: Holder[] = [
    {
      parent: undefined,
      parentStep: 0,
      pointer: '',
      steps: workflow.steps,
      edges: workflow.edges,
      output: root,
      depth: 0,
    },
  ];
  let total = 0;
  for (const holder of queue) {
    total += holder.steps.length;
    if (total > MAX_STEPS) {
      report.add('too-many-steps', '/steps', `The workflow has more than ${MAX_STEPS} steps, bodies included.`, {
        hint: 'Move parts into workflows of their own and call them with control.call_workflow.',
      });
      break;
    }
    const { parent, parentStep, pointer, steps, edges, output } = holder;
    const byId = new Map<string, number>();
    const scope: Scope = {
      parent,
      parentStep,
      pointer,
      steps,
      edges,
      output,
      byId,
      blocks: steps.map((step) => find(step.process.block)),
    };
    list.push(scope);
    steps.forEach((step, index) => {
      const place = stepPointer(scope, index);
      if (stepScopes.has(step.id)) {
        report.add('duplicate-step', `${place}/id`, `There is more than one step ${step.id}.`, {
          stepId: step.id,
          hint: 'Ids are unique in the whole workflow, bodies included.',
        });
      } else {
        stepScopes.set(step.id, scope);
      }
      if (!byId.has(step.id)) byId.set(step.id, index);
      if (step.body === undefined) return;
      if (holder.depth >= MAX_DEPTH) {
        report.add(
          'too-deep',
          `${place}/body`,
          `The body of ${step.id} is nested more than ${MAX_DEPTH} levels deep.`,
          { stepId: step.id },
        );
        return;
      }
      const bodyPointer = `${place}/body`;
      queue.push({
        parent: scope,
        parentStep: index,
        pointer: bodyPointer,
        steps: step.body.steps,
        edges: step.body.edges,
        output:
          step.body.output === undefined ? undefined : { value: step.body.output, pointer: `${bodyPointer}/output` },
        depth: holder.depth + 1,
      });
    });
  }
  return { list, stepScopes };
}
