import type { Workflow } from '#contract/workflow.ts';
import { client } from '#web/api/client.ts';

/** Saves an empty workflow. @throws ORPCError `conflict` when the id is taken */
export async function createBlank(id: string, name: string): Promise<void> {
  const workflow: Workflow = { flowright: 1, id, name, inputs: [], steps: [], edges: [] };
  await client.workflow.create({ workflow });
}
