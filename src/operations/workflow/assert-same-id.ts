import { AppError } from '#contract/app-error.ts';
import type { Workflow } from '#contract/workflow.ts';

/** @throws AppError input-invalid when a document is saved under another id than its own */
export function assertSameId(workflow: Workflow, workflowId: string): void {
  if (workflow.id === workflowId) return;
  throw new AppError(
    'input-invalid',
    `The document is that of the workflow "${workflow.id}", but it was to be saved as "${workflowId}". Make both ids the same.`,
    { data: { field: 'workflow.id' } },
  );
}
