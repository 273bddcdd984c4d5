import { client } from '#web/api/client.ts';

/** Deletes a workflow. Answers how to bring it back as it was: its document, its draft, and whether its triggers fired. */
export async function deleteWorkflow(workflowId: string): Promise<() => Promise<void>> {
  const [{ workflow, activeVersion }, { draft }] = await Promise.all([
    client.workflow.get({ workflowId }),
    client.draft.get({ workflowId }),
  ]);
  await client.workflow.delete({ workflowId });
  return async () => {
    await client.workflow.save({ workflowId, workflow });
    if (draft !== undefined) {
      const { baseVersion } = draft;
      await client.draft.save({ workflowId, workflow: draft.workflow, baseVersion, expectedRevision: 0 });
    }
    if (activeVersion !== undefined) await client.workflow.activate({ workflowId, version: activeVersion });
  };
}
