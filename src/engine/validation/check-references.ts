import type { BlockDescriptor } from '#contract/block.ts';
import type { JsonValue } from '#contract/json.ts';
import type { Step, Workflow } from '#contract/workflow.ts';
import type { TemplateAnalysis, TemplateReference, ValidationPorts } from './analysis.ts';
import type { Graph } from './graph.ts';
import type { Report } from './report.ts';
import { loopOf, type Scope, type Scopes } from './scope.ts';

/** Names every expression sees. */
const EVERYWHERE = ['input', 'vars', 'run', 'trigger'] as const;
const IN_LOOPS = ['item', 'index'] as const;

/** Names no step may have, because expressions mean something else by them. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  ...EVERYWHERE,
  ...IN_LOOPS,
  'secrets',
  'and',
  'or',
  'in',
  'true',
  'false',
  'null',
  'function',
]);

/** Where a template stands. */
export interface TemplatePlace {
  readonly scope: Scope;
  /** Position of its step; `undefined` for the output of the scope, which sees every step. */
  readonly step: number | undefined;
  /** JSON pointer of the value. */
  readonly pointer: string;
  /** Outputs of the step's own block, where those can be named too; `any` when they are not known. */
  readonly own?: ReadonlySet<string> | 'any';
  /** Whether what it gives can be seen outside. */
  readonly exposed?: boolean;
}

export interface ReferenceCheck {
  /** Looks at a value with templates in it. */
  check(value: JsonValue, place: TemplatePlace): TemplateAnalysis;
}

/** Names the outputs of a step others see; `undefined` when they are not known. */
function outputsOf(step: Step, block: BlockDescriptor | undefined): readonly string[] | undefined {
  if (step.output !== undefined) return Object.keys(step.output);
  if (block === undefined || block.outputs.length === 0) return undefined;
  return block.outputs.map((output) => output.id);
}

/** Prepares the check of what templates refer to. */
export function createReferenceCheck(
  workflow: Workflow,
  scopes: Scopes,
  graphs: ReadonlyMap<Scope, Graph>,
  ports: ValidationPorts,
  report: Report,
): ReferenceCheck {
  const inputs = new Set(workflow.inputs.map((input) => input.id));
  const variables = workflow.variables ?? {};

  function* namesFor(place: TemplatePlace): Generator<string> {
    yield* EVERYWHERE;
    if (place.scope.parent !== undefined) yield* IN_LOOPS;
    if (place.own !== undefined && place.own !== 'any') yield* place.own;
    for (let scope: Scope | undefined = place.scope; scope !== undefined; scope = scope.parent)
      yield* scope.byId.keys();
  }

  function checkKnownKeys(reference: TemplateReference, pointer: string, stepId: string | undefined): void {
    const key = reference.path[0];
    if (key === undefined) return;
    if (reference.root === 'input' && inputs.size > 0 && !inputs.has(key)) {
      report.add(
        'unknown-reference',
        pointer,
        `The expression \`${reference.expression}\` names the input ${key}, which the workflow does not declare.`,
        {
          stepId,
          hint: report.suggest(key, inputs) ?? `Declared are ${[...inputs].slice(0, 20).join(', ')}.`,
        },
      );
    }
    if (reference.root === 'vars' && !Object.hasOwn(variables, key)) {
      report.add(
        'unknown-variable',
        pointer,
        `The expression \`${reference.expression}\` names the variable ${key}, which has no first value.`,
        {
          severity: 'warning',
          stepId,
          hint:
            report.suggest(key, Object.keys(variables)) ??
            'Unless a step sets it before, give it a value under "variables".',
        },
      );
    }
  }

  function checkOutput(
    reference: TemplateReference,
    scope: Scope,
    index: number,
    pointer: string,
    stepId: string | undefined,
  ): void {
    const key = reference.path[0];
    const step = scope.steps[index];
    const known = step === undefined ? undefined : outputsOf(step, scope.blocks[index]);
    if (key === undefined || known === undefined || known.includes(key)) return;
    report.add(
      'unknown-output',
      pointer,
      `The expression \`${reference.expression}\` names the output ${key}, which ${reference.root} does not have.`,
      {
        severity: 'warning',
        stepId,
        hint: report.suggest(key, known) ?? `It has ${known.slice(0, 20).join(', ')}.`,
      },
    );
  }

  /** The step a name means, and whether its output is there by then. */
  function findStep(
    name: string,
    place: TemplatePlace,
  ): { readonly scope: Scope; readonly index: number; readonly upstream: boolean } | undefined {
    let at = place.step;
    for (let scope: Scope | undefined = place.scope; scope !== undefined; scope = scope.parent) {
      const index = scope.byId.get(name);
      if (index !== undefined) {
        const graph = graphs.get(scope);
        // With a cycle nothing can be said about the order; the cycle itself is reported.
        const ordered = graph?.cycle === undefined && graph !== undefined;
        return { scope, index, upstream: at === undefined || !ordered || graph.isUpstream(index, at) };
      }
      at = scope.parentStep;
    }
    return undefined;
  }

  function checkReference(reference: TemplateReference, place: TemplatePlace): void {
    const { root } = reference;
    const pointer = place.pointer + reference.pointer;
    const stepId = place.step === undefined ? loopOf(place.scope) : place.scope.steps[place.step]?.id;
    if (place.own === 'any' || place.own?.has(root) === true) return;
    if ((EVERYWHERE as readonly string[]).includes(root)) {
      checkKnownKeys(reference, pointer, stepId);
      return;
    }
    const found = findStep(root, place);
    if (found?.upstream === true) {
      checkOutput(reference, found.scope, found.index, pointer, stepId);
      return;
    }
    const expression = `The expression \`${reference.expression}\``;
    if (found !== undefined) {
      const self = found.scope === place.scope && found.index === place.step;
      const around = found.scope !== place.scope && place.scope.parent !== undefined && loopOf(place.scope) === root;
      report.add(
        'not-upstream',
        pointer,
        self
          ? `${expression} names the step it belongs to.`
          : `${expression} names ${root}, which has not run by then.`,
        {
          stepId,
          hint:
            self || around
              ? 'A step sees the outputs of the steps before it.'
              : `Add an edge so that ${root} comes before.`,
        },
      );
      return;
    }
    if ((IN_LOOPS as readonly string[]).includes(root)) {
      if (place.scope.parent !== undefined) return;
      report.add('unknown-reference', pointer, `${expression} names ${root}, which there is only inside a loop.`, {
        stepId,
      });
      return;
    }
    const elsewhere = scopes.stepScopes.get(root);
    if (elsewhere !== undefined) {
      const loop = loopOf(elsewhere) ?? 'the loop';
      report.add('not-upstream', pointer, `${expression} names ${root}, which is inside the body of ${loop}.`, {
        stepId,
        hint: `Use what the loop gives, such as ${loop}.results.`,
      });
      return;
    }
    report.add('unknown-reference', pointer, `${expression} names ${root}, which does not exist.`, {
      stepId,
      hint: report.suggest(root, namesFor(place)),
    });
  }

  return {
    check(value, place) {
      const analysis = ports.analyse(value);
      const stepId = place.step === undefined ? loopOf(place.scope) : place.scope.steps[place.step]?.id;
      for (const problem of analysis.problems) {
        report.add('bad-expression', place.pointer + problem.pointer, problem.message, {
          ...(problem.severity === 'warning' ? { severity: 'warning' as const } : {}),
          stepId,
          offset: problem.offset,
        });
      }
      if (place.exposed === true && analysis.secrets.length > 0) {
        report.add('exposed-secret', place.pointer, `The secret ${analysis.secrets[0]} would be given out.`, {
          stepId,
          hint: 'Use secrets in the inputs of steps only.',
        });
      }
      for (const reference of analysis.references) checkReference(reference, place);
      return analysis;
    },
  };
}
