import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { ActiveTriggers } from './active-triggers.ts';
import type { CompiledTriggers } from './compile-triggers.ts';
import type { TriggerPorts } from './ports.ts';
import { findClash } from './webhook/route-table.ts';

const MAX_TOLD = 20;

/** Refuses a workflow with errors. @throws AppError workflow-invalid */
export function assertValid(workflow: Workflow, validate: TriggerPorts['validate']): void {
  const errors = validate(workflow).filter((problem) => problem.severity === 'error');
  const [first] = errors;
  if (first === undefined) return;
  const more = errors.length > 1 ? ` And ${errors.length - 1} more.` : '';
  throw new AppError(
    'workflow-invalid',
    `The workflow "${workflow.id}" cannot be activated: ${first.pointer}: ${first.message}${more}`,
    { data: { problems: errors.slice(0, MAX_TOLD) as unknown as readonly JsonObject[] } },
  );
}

/** Refuses webhooks at addresses that are taken. @throws AppError conflict, naming the other workflow; workflow-invalid for two of its own */
export function assertFreeRoutes(triggers: CompiledTriggers, active: ActiveTriggers): void {
  const { workflowId, routes, summaries } = triggers;
  const others = [...active.workflows.values()]
    .filter((other) => other.workflowId !== workflowId)
    .flatMap((other) => other.triggers.routes);
  routes.forEach((route, index) => {
    const where = summaries.find(({ stepId }) => stepId === route.stepId)?.summary ?? route.stepId;
    const own = findClash(route, routes.slice(0, index));
    if (own !== undefined) {
      throw new AppError(
        'workflow-invalid',
        `The workflow "${workflowId}" cannot be activated: its steps "${own.stepId}" and "${route.stepId}" take the same requests (${where}). Change the path or methods of one.`,
        { data: { stepId: route.stepId } },
      );
    }
    const clash = findClash(route, others);
    if (clash === undefined) return;
    throw new AppError(
      'conflict',
      `The workflow "${workflowId}" cannot be activated: the active workflow "${clash.workflowId}" takes the same requests (${where}). Change the path or methods, or deactivate that one.`,
      { data: { workflowId: clash.workflowId, stepId: route.stepId } },
    );
  });
}

/** Refuses webhooks whose secret is not there. @throws AppError secret-missing */
export function assertSecrets(triggers: CompiledTriggers, secrets: TriggerPorts['secrets']): void {
  for (const { auth } of triggers.routes) if (auth.kind !== 'none') secrets.open(auth.secret);
}
