import type { Workflow } from '#contract/workflow.ts';
import { client } from '#web/api/client.ts';
import { toFailure } from '#web/api/failure.ts';
import { toEditable } from '../model/to-editable.ts';
import type { DraftServer, Loaded, LoadedVersion } from './draft-port.ts';
import { windowId } from './window-id.ts';

/** The drafts and versions of a workflow, over the typed client. */
export function createRpcDraftServer(workflowId: string): DraftServer {
  return {
    load: () => loadWorkflow(workflowId),
    async loadVersion(version) {
      return (await client.workflow.version({ workflowId, version })).workflow;
    },
    saveDraft: ({ workflow, baseVersion, expectedRevision }) =>
      client.draft.save({ workflowId, workflow: toJson(workflow), baseVersion, expectedRevision, window: windowId }),
    async discardDraft(expectedRevision) {
      await client.draft.discard({ workflowId, expectedRevision, window: windowId });
    },
    saveVersion: ({ workflow, expectedVersion, message }) =>
      client.workflow.save({
        workflowId,
        workflow,
        expectedVersion,
        ...(message === undefined ? {} : { message }),
      }),
  };
}

/** The newest version and the draft of a workflow. @throws what the server answers when there is neither */
export async function loadWorkflow(workflowId: string): Promise<Loaded> {
  const [version, { draft }] = await Promise.all([findCurrent(workflowId), client.draft.get({ workflowId })]);
  if (version.current === undefined && draft === undefined) throw version.failure;
  return {
    current: version.current,
    draft:
      draft === undefined
        ? undefined
        : {
            revision: draft.revision,
            baseVersion: draft.baseVersion,
            workflow: toEditable(draft.workflow, { id: workflowId }).workflow,
          },
  };
}

async function findCurrent(
  workflowId: string,
): Promise<{ readonly current: LoadedVersion | undefined; readonly failure: unknown }> {
  try {
    const { currentVersion, workflow } = await client.workflow.get({ workflowId });
    return { current: { version: currentVersion, workflow }, failure: undefined };
  } catch (failure) {
    if (toFailure(failure).code !== 'workflow-not-found') throw failure;
    return { current: undefined, failure };
  }
}

/** A document as the JSON it is: fields that are undefined are not there. */
function toJson(workflow: Workflow) {
  return JSON.parse(JSON.stringify(workflow));
}
