import { AppError } from '#contract/app-error.ts';
import type { Workflow } from '#contract/workflow.ts';
import { diffWorkflows } from '#documents/diff-workflows.ts';
import type { WorkflowSource } from '#hosts/host.ts';
import type { Store } from '#store/store.ts';
import { createWorkflowRepository } from '#store/workflow-repository.ts';
import type { CliWorkflows } from '#surfaces/cli/app-port.ts';
import { createWorkflowSource } from './workflow-source.ts';

/** Most workflows or versions a command lists. */
const LIMIT = 10_000;

/** Saved workflows, as commands see them. */
export function createCliWorkflows(store: Store): Omit<CliWorkflows, 'get'> & WorkflowSource {
  const repository = createWorkflowRepository(store);
  const source = createWorkflowSource(repository);

  function getVersion(workflowId: string, version: number): Workflow {
    return source.get(workflowId, version).workflow;
  }

  return {
    get: (workflowId, version) => source.get(workflowId, version),
    list: () =>
      repository.list({ limit: LIMIT }).map(({ id, name, description, currentVersion, updatedAt }) => ({
        id,
        name,
        description,
        version: currentVersion,
        updatedAt,
      })),
    versions(workflowId) {
      if (repository.find(workflowId) === undefined) {
        throw new AppError(
          'workflow-not-found',
          `There is no workflow "${workflowId}". "flowright workflows list" shows the workflows there are.`,
        );
      }
      return repository.listVersions(workflowId, { limit: LIMIT });
    },
    diff: (workflowId, from, to) =>
      diffWorkflows(getVersion(workflowId, from), getVersion(workflowId, to)).map(
        ({ kind, pointer, before, after }) => ({ kind, path: pointer, before, after }),
      ),
    async save(workflow, options = {}) {
      const { version, isNew } = await repository.save(workflow, options);
      return { version, changed: isNew };
    },
    rollback: (workflowId, version) => repository.rollback(workflowId, version),
  };
}
