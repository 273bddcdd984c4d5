import { findNearestName } from '#blocks/nearest-name.ts';
import { AppError } from '#contract/app-error.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { CliWorkflows } from './app-port.ts';

/**
 * A saved workflow.
 * @throws AppError `workflow-not-found` naming a near one, `version-not-found`
 */
export async function getWorkflow(
  id: string,
  workflows: CliWorkflows,
  version?: number,
): Promise<{ readonly workflow: Workflow; readonly version: number }> {
  const known = await workflows.list();
  if (known.some((workflow) => workflow.id === id)) return workflows.get(id, version);
  const near = findNearestName(
    id,
    known.map((workflow) => workflow.id),
  );
  const hint =
    near === undefined
      ? 'Import one with "flowright workflows import FILE", or name a file that exists.'
      : `Did you mean "${near}"?`;
  throw new AppError('workflow-not-found', `There is no workflow "${id}". ${hint}`);
}
