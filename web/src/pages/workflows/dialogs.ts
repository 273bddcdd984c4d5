import { create } from 'zustand';
import type { Workflow } from '#contract/workflow.ts';
import type { WorkflowSummary } from '#web/api/shapes.ts';
import type { ImportSource } from './read-import.ts';

/** Which dialog of the page is open, and about what. */
export const useDialogs = create<{
  readonly isCreating: boolean;
  /** Present while the dialog for importing is open; empty before anything was chosen. */
  readonly importing: readonly ImportSource[] | undefined;
  readonly tagsOf: WorkflowSummary | undefined;
  /** A workflow that asks for inputs before it runs. */
  readonly running: Workflow | undefined;
}>(() => ({ isCreating: false, importing: undefined, tagsOf: undefined, running: undefined }));
