import * as z from 'zod';
import type { Principal } from '#access/principal.ts';
import type { StartRequest } from '#hosts/host.ts';
import type { Caller } from '../caller.ts';
import { VersionInput, WorkflowIdInput } from '../ids.ts';
import { AnyJsonObject } from '../json-shape.ts';
import { wholeNumber } from '../page.ts';
import { toTrigger } from './to-trigger.ts';

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
});

/** The request to the host. */
export function toStartRequest(given: z.output<typeof StartInput>, caller: Caller, principal: Principal): StartRequest {
  const { workflowId, input, version, idempotencyKey, priority } = given;
  return {
    workflowId,
    trigger: toTrigger(caller, principal),
    ...(input === undefined ? {} : { input }),
    ...(version === undefined ? {} : { version }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(priority === undefined ? {} : { priority }),
  };
}
