import * as z from 'zod';
import type { Principal } from '#access/principal.ts';
import type { JsonValue } from '#contract/json.ts';
import { StepId } from '#contract/workflow.ts';
import type { StartRequest } from '#hosts/host.ts';
import type { Caller } from '../caller.ts';
import { VersionInput, WorkflowIdInput } from '../ids.ts';
import { AnyJsonObject } from '../json-shape.ts';
import { Flag, wholeNumber } from '../page.ts';
import type { Services } from '../services.ts';
import { toTrigger } from './to-trigger.ts';

const MAX_STEPS = 1_000;

/** What may be left out of a run, and what may stand in for steps. */
export const ScopeInput = {
  usePins: Flag.default(false).describe(
    'Whether steps whose output is pinned give that output at once, and do not run; no by default',
  ),
  upTo: z
    .array(StepId)
    .min(1)
    .max(MAX_STEPS)
    .optional()
    .describe(
      'Only these steps (of the root) run, and all that lead to them. The output of the run is that of the last steps',
    ),
};

/** What a run is started with. */
export const StartInput = z.object({
  workflowId: WorkflowIdInput,
  input: AnyJsonObject.optional().describe('Values for the inputs the workflow declares'),
  version: VersionInput.optional().describe('Version to run; the current one by default'),
  idempotencyKey: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The same key for the same workflow starts one run only, however often it is sent'),
  priority: wholeNumber(-100, 100)
    .optional()
    .describe("Higher runs first when runs queue; the workflow's own by default"),
  ...ScopeInput,
});

/** The request to the host. */
export function toStartRequest(
  services: Pick<Services, 'pins'>,
  given: z.output<typeof StartInput>,
  caller: Caller,
  principal: Principal,
): StartRequest {
  const { workflowId, input, version, idempotencyKey, priority, usePins, upTo } = given;
  return {
    workflowId,
    trigger: toTrigger(caller, principal),
    ...(input === undefined ? {} : { input }),
    ...(version === undefined ? {} : { version }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(priority === undefined ? {} : { priority }),
    ...(upTo === undefined ? {} : { upTo }),
    ...(usePins ? { pins: readPins(services, workflowId) } : {}),
  };
}

/** The pinned outputs of a workflow, by step. */
export function readPins({ pins }: Pick<Services, 'pins'>, workflowId: string): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(pins.list(workflowId).map(({ stepId, output }) => [stepId, output]));
}
