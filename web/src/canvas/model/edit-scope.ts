import type { Edge, Step, Workflow } from '#contract/workflow.ts';
import { findScope, findStep, shareIndex, withStepAt } from './find-step.ts';
import type { ScopeContent, ScopeId } from './types.ts';

/** Lists of the document are not changed once made; the contract's types cannot say so. */
function toSteps(steps: readonly Step[]): Step[] {
  return steps as Step[];
}
function toEdges(edges: readonly Edge[]): Edge[] {
  return edges as Edge[];
}

/** Changes a step, wherever it is; the same document when the step is missing or stays the same object. O(size of its scopes). */
export function changeStep(workflow: Workflow, id: string, change: (step: Step) => Step): Workflow {
  const found = findStep(workflow, id);
  if (found === undefined) return workflow;
  const changed = change(found.step);
  if (changed === found.step) return workflow;
  const scope = findScope(workflow, found.scopeId);
  return scope === undefined
    ? workflow
    : withScope(workflow, found.scopeId, { steps: withStepAt(scope.steps, found.at, changed), edges: scope.edges });
}

/** Changes the steps and edges of a scope; the same document when there is no such scope or nothing changes. */
export function changeScope(
  workflow: Workflow,
  scopeId: ScopeId,
  change: (scope: ScopeContent) => ScopeContent,
): Workflow {
  const scope = findScope(workflow, scopeId);
  return scope === undefined ? workflow : withScope(workflow, scopeId, change(scope));
}

function withScope(workflow: Workflow, scopeId: ScopeId, { steps, edges }: ScopeContent): Workflow {
  if (scopeId === undefined) {
    if (steps === workflow.steps && edges === workflow.edges) return workflow;
    return { ...workflow, steps: toSteps(steps), edges: toEdges(edges) };
  }
  return changeStep(workflow, scopeId, (loop) => {
    const { body } = loop;
    if (body === undefined || (steps === body.steps && edges === body.edges)) return loop;
    return { ...loop, body: { ...body, steps: toSteps(steps), edges: toEdges(edges) } };
  });
}

/** A list with some of its steps changed; the very same list when none is. */
export function mapSteps(steps: readonly Step[], change: (step: Step) => Step): readonly Step[] {
  let isChanged = false;
  const changed = steps.map((step) => {
    const next = change(step);
    isChanged ||= next !== step;
    return next;
  });
  if (!isChanged) return steps;
  shareIndex(steps, changed);
  return changed;
}

/** Changes many steps, wherever they are, copying each list once. */
export function changeSteps(workflow: Workflow, ids: Iterable<string>, change: (step: Step) => Step): Workflow {
  const byScope = new Map<ScopeId, Set<string>>();
  for (const id of ids) {
    const found = findStep(workflow, id);
    if (found === undefined) continue;
    const inScope = byScope.get(found.scopeId);
    if (inScope === undefined) byScope.set(found.scopeId, new Set([id]));
    else inScope.add(id);
  }
  let changed = workflow;
  for (const [scopeId, chosen] of byScope) {
    changed = changeScope(changed, scopeId, ({ steps, edges }) => ({
      steps: mapSteps(steps, (step) => (chosen.has(step.id) ? change(step) : step)),
      edges,
    }));
  }
  return changed;
}
