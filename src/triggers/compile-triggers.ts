import { AppError } from '#contract/app-error.ts';
import type { Step, Workflow } from '#contract/workflow.ts';
import { type EventSpec, toEventSpec } from './event/event-spec.ts';
import type { TriggerBlock } from './ports.ts';
import { type ScheduleSpec, toScheduleSpec } from './schedule/schedule-spec.ts';
import type { TriggerStep } from './trigger-step.ts';
import { toRoute } from './webhook/to-route.ts';
import type { WebhookRoute } from './webhook/webhook-route.ts';

const RESPOND = 'webhook.respond';

/** The triggers of a workflow version. */
export interface CompiledTriggers {
  readonly workflowId: string;
  readonly version: number;
  readonly routes: readonly WebhookRoute[];
  readonly schedules: readonly ScheduleSpec[];
  readonly events: readonly EventSpec[];
  /** For people: each trigger in a few words. */
  readonly summaries: readonly { readonly stepId: string; readonly block: string; readonly summary: string }[];
}

function refuse(workflow: Workflow, message: string, stepId?: string, cause?: unknown): AppError {
  return new AppError('workflow-invalid', `The workflow "${workflow.id}" cannot be activated: ${message}`, {
    cause,
    ...(stepId === undefined ? {} : { data: { stepId } }),
  });
}

function* eachNested(steps: readonly Step[]): Generator<Step> {
  for (const step of steps) {
    yield step;
    if (step.body !== undefined) yield* eachNested(step.body.steps);
  }
}

/** Steps that answer the caller of a webhook. */
function findRespondSteps(workflow: Workflow): ReadonlySet<string> {
  const found = new Set<string>();
  for (const step of eachNested(workflow.steps)) {
    if (step.process.block !== RESPOND) continue;
    if (step.output !== undefined)
      throw refuse(workflow, `step "${step.id}" answers a webhook, so it must have no "output" of its own.`, step.id);
    found.add(step.id);
  }
  return found;
}

function findTriggerSteps(
  workflow: Workflow,
  version: number,
  blocks: (id: string) => TriggerBlock | undefined,
): readonly TriggerStep[] {
  const entered = new Set(workflow.edges.map((edge) => edge.to));
  const isTrigger = (step: Step) => blocks(step.process.block)?.trigger === true;
  for (const { body } of workflow.steps) {
    const nested = body === undefined ? undefined : [...eachNested(body.steps)].find(isTrigger);
    if (nested !== undefined)
      throw refuse(
        workflow,
        `the trigger "${nested.id}" stands inside a loop. Put it beside the other steps.`,
        nested.id,
      );
  }
  const found: TriggerStep[] = [];
  for (const step of workflow.steps) {
    if (!isTrigger(step) || step.process.disabled === true) continue;
    if (entered.has(step.id))
      throw refuse(workflow, `an edge leads into the trigger "${step.id}", which starts runs. Remove it.`, step.id);
    const block = step.process.block;
    try {
      const inputs = blocks(block)?.validateInputs(step.input ?? {}) ?? {};
      found.push({ workflowId: workflow.id, version, stepId: step.id, block, inputs });
    } catch (error) {
      throw refuse(
        workflow,
        `step "${step.id}": ${error instanceof Error ? error.message : String(error)}`,
        step.id,
        error,
      );
    }
  }
  return found;
}

function describeRoute({ methods, segments }: WebhookRoute): string {
  const path = segments.map((segment) => ('text' in segment ? segment.text : `:${segment.name}`)).join('/');
  return `${methods === undefined ? 'ANY' : [...methods].join(', ')} /hooks/${path}`;
}

/**
 * Reads the triggers of a workflow version.
 * @throws AppError workflow-invalid, naming the step
 */
export function compileTriggers(
  workflow: Workflow,
  version: number,
  blocks: (id: string) => TriggerBlock | undefined,
): CompiledTriggers {
  const respondSteps = findRespondSteps(workflow);
  const routes: WebhookRoute[] = [];
  const schedules: ScheduleSpec[] = [];
  const events: EventSpec[] = [];
  const summaries: CompiledTriggers['summaries'][number][] = [];
  for (const step of findTriggerSteps(workflow, version, blocks)) {
    const { stepId, block } = step;
    const describe = (summary: string) => void summaries.push({ stepId, block, summary });
    switch (block) {
      case 'webhook.receive': {
        try {
          const route = toRoute(step, respondSteps);
          routes.push(route);
          describe(describeRoute(route));
        } catch (error) {
          throw refuse(
            workflow,
            `step "${stepId}": ${error instanceof Error ? error.message : String(error)}`,
            stepId,
            error,
          );
        }
        break;
      }
      case 'schedule.cron': {
        const schedule = toScheduleSpec(step);
        schedules.push(schedule);
        describe(`${schedule.cron} (${schedule.timeZone})`);
        break;
      }
      case 'event.run_finished': {
        const event = toEventSpec(step);
        events.push(event);
        const sources = event.sources.size === 0 ? 'any other workflow' : [...event.sources].join(', ');
        describe(`a run of ${sources} ended as ${[...event.statuses].join(' or ')}`);
        break;
      }
      default:
        throw refuse(
          workflow,
          `nothing is known about starting runs with the block "${block}" of step "${stepId}".`,
          stepId,
        );
    }
  }
  if (summaries.length === 0)
    throw refuse(workflow, 'it has no trigger. Add a webhook.receive, schedule.cron or event.run_finished step.');
  const lacking = workflow.inputs.find((input) => input.required && (input.default ?? null) === null);
  if (lacking !== undefined)
    throw refuse(
      workflow,
      `its input "${lacking.id}" is required, and triggers give no input. Give it a default, and read what the trigger brings with {{ trigger }}.`,
    );
  return { workflowId: workflow.id, version, routes, schedules, events, summaries };
}
