import type { Problem } from '#contract/problem.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { ValidationPorts } from './analysis.ts';
import { checkEdges, checkFlow } from './check-edges.ts';
import { checkInput } from './check-inputs.ts';
import { createReferenceCheck, RESERVED_NAMES, type ReferenceCheck } from './check-references.ts';
import { findValueProblem } from './check-value.ts';
import { createGraph, type Graph } from './graph.ts';
import { createReport, type Report } from './report.ts';
import { collectScopes, type Scope, stepPointer } from './scope.ts';

/**
 * Everything that can be known to be wrong with a workflow before it runs, errors first, each with its place.
 * A workflow without errors can be compiled and run. Costs time about proportional to the document.
 */
export function validateWorkflow(workflow: Workflow, ports: ValidationPorts): readonly Problem[] {
  const report = createReport();
  checkDeclarations(workflow, report);
  const scopes = collectScopes(workflow, ports.blocks, report);
  const graphs = new Map<Scope, Graph>(scopes.list.map((scope) => [scope, createGraph(scope)]));
  const references = createReferenceCheck(workflow, scopes, graphs, ports, report);
  for (const scope of scopes.list) {
    checkEdges(scope, scopes, report);
    const graph = graphs.get(scope);
    if (graph !== undefined) checkFlow(scope, graph, report);
    scope.steps.forEach((_, index) => {
      checkStep(scope, index, references, ports, report);
    });
    if (scope.output !== undefined) {
      const { value, pointer } = scope.output;
      references.check(value, { scope, step: undefined, pointer, exposed: true });
    }
  }
  workflow.groups?.forEach((group, at) => {
    group.steps.forEach((id, index) => {
      if (scopes.stepScopes.has(id)) return;
      report.add(
        'unknown-step',
        `/groups/${at}/steps/${index}`,
        `The group ${group.name} names the step ${id}, which does not exist.`,
        { severity: 'warning' },
      );
    });
  });
  return [...report.problems].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

/** Inputs and their defaults. */
function checkDeclarations(workflow: Workflow, report: Report): void {
  const seen = new Set<string>();
  workflow.inputs.forEach((input, index) => {
    const pointer = `/inputs/${index}`;
    if (seen.has(input.id)) report.add('duplicate-input', `${pointer}/id`, `There is more than one input ${input.id}.`);
    seen.add(input.id);
    if (input.default === undefined || input.default === null) return;
    const problem = findValueProblem({ type: input.type }, input.default);
    if (problem !== undefined)
      report.add('wrong-type', `${pointer}/default`, `The default of the input ${input.id} ${problem}.`);
  });
}

function checkStep(
  scope: Scope,
  index: number,
  references: ReferenceCheck,
  ports: ValidationPorts,
  report: Report,
): void {
  const step = scope.steps[index];
  if (step === undefined) return;
  const block = scope.blocks[index];
  const pointer = stepPointer(scope, index);
  const stepId = step.id;
  if (RESERVED_NAMES.has(stepId)) {
    report.add(
      'reserved-name',
      `${pointer}/id`,
      `A step cannot be called ${stepId}: expressions mean something else by it.`,
      { stepId, hint: 'Choose another id.' },
    );
  }
  if (block === undefined) {
    const id = step.process.block;
    report.add('unknown-block', `${pointer}/process/block`, `The block ${id} of ${stepId} does not exist.`, {
      stepId,
      hint:
        report.suggest(id, ports.blockIds?.() ?? []) ??
        'The command `flowright blocks list` shows the blocks there are.',
    });
  } else {
    const container = block.execution.container === true;
    if (!container && step.body !== undefined) {
      report.add(
        'unexpected-body',
        `${pointer}/body`,
        `The step ${stepId} has a body, but its block ${block.id} is no loop.`,
        { stepId },
      );
    }
    if (container && step.body === undefined) {
      report.add('missing-body', pointer, `The step ${stepId} needs a body: its block ${block.id} is a loop.`, {
        stepId,
        hint: 'Add "body": { "steps": [ … ], "edges": [ … ] }.',
      });
    } else if (container && step.body?.steps.length === 0) {
      report.add('missing-body', `${pointer}/body/steps`, `The body of ${stepId} has no steps.`, {
        stepId,
        severity: 'warning',
      });
    }
  }
  checkInput(scope, index, references, report);
  if (step.output === undefined) return;
  const known = block !== undefined && block.outputs.length > 0;
  references.check(step.output, {
    scope,
    step: index,
    pointer: `${pointer}/output`,
    own: known ? new Set(block.outputs.map((output) => output.id)) : 'any',
    exposed: true,
  });
}
