import * as z from 'zod';
import { At } from '../ids.ts';
import type { Activation as ServiceActivation } from '../trigger-service.ts';

/** The version of a workflow whose triggers fire. */
export const Activation = z
  .object({
    workflowId: z.string().describe('Id of the workflow'),
    version: z.number().int().describe('Version whose triggers fire'),
    activatedAt: At.describe('Since when, in milliseconds since 1970 (UTC)'),
    triggers: z
      .array(
        z.object({
          stepId: z.string().describe('The step that is the trigger'),
          block: z.string().describe('Its block'),
          summary: z.string().describe('When it fires, or at which address, in words'),
        }),
      )
      .describe('Triggers it has'),
  })
  .describe('The version of a workflow whose triggers fire');
export type Activation = z.infer<typeof Activation>;

/** The answer about an activation. */
export function toActivation({ workflowId, version, activatedAt, triggers }: ServiceActivation): Activation {
  return {
    workflowId,
    version,
    activatedAt,
    triggers: triggers.map(({ stepId, block, summary }) => ({ stepId, block, summary })),
  };
}
