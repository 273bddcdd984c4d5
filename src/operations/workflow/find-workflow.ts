import { AppError } from '#contract/app-error.ts';
import type { StoredVersion, WorkflowRecord } from '#store/workflow-repository.ts';
import type { Services } from '../services.ts';

/** @throws AppError workflow-not-found */
export function getWorkflowRecord({ workflows }: Pick<Services, 'workflows'>, workflowId: string): WorkflowRecord {
  const record = workflows.find(workflowId);
  if (record === undefined) {
    throw new AppError(
      'workflow-not-found',
      `There is no workflow "${workflowId}". List the workflows to see which there are.`,
    );
  }
  return record;
}

/**
 * A version of a workflow, the current one when no number is given. Runs may pin versions of deleted workflows, so that these are found too.
 * @throws AppError workflow-not-found, version-not-found
 */
export function getVersion(services: Pick<Services, 'workflows'>, workflowId: string, version?: number): StoredVersion {
  const wanted = version ?? getWorkflowRecord(services, workflowId).currentVersion;
  const found = services.workflows.findVersion(workflowId, wanted);
  if (found === undefined) {
    getWorkflowRecord(services, workflowId);
    throw new AppError(
      'version-not-found',
      `The workflow "${workflowId}" has no version ${wanted}. List its versions to see which there are.`,
    );
  }
  return found;
}
