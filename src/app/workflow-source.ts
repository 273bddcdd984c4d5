import { AppError } from '#contract/app-error.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { WorkflowSource } from '#hosts/host.ts';
import type { WorkflowRepository } from '#store/workflow-repository.ts';

/** Versions kept in memory. */
const KEPT = 500;

/**
 * Workflows of the store, for hosts. The same version is the same object each time, so that hosts compile it once;
 * which version is current is looked up each time, because other processes save too.
 */
export function createWorkflowSource(repository: WorkflowRepository): WorkflowSource {
  const kept = new Map<string, { readonly workflow: Workflow; readonly version: number }>();
  return {
    get(workflowId, version) {
      const wanted = version ?? repository.find(workflowId)?.currentVersion;
      if (wanted === undefined) {
        throw new AppError(
          'workflow-not-found',
          `There is no workflow "${workflowId}". "flowright workflows list" shows the workflows there are.`,
        );
      }
      const key = `${workflowId}@${wanted}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const found = repository.findVersion(workflowId, wanted);
      if (found === undefined) {
        throw new AppError(
          'version-not-found',
          `The workflow "${workflowId}" has no version ${wanted}. "flowright workflows versions ${workflowId}" shows its versions.`,
        );
      }
      const made = { workflow: found.document, version: wanted };
      const [oldest] = kept.keys();
      if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
      kept.set(key, made);
      return made;
    },
  };
}
