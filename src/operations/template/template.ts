import type { Workflow } from '#contract/workflow.ts';

/** A workflow to begin with. */
export interface Template {
  readonly id: string;
  readonly workflow: Workflow;
  /** Steps, those inside loops included. */
  readonly stepCount: number;
  /** Ids of the blocks it uses, each once. */
  readonly blocks: readonly string[];
}

/** Gives the templates, by id. */
export type ReadTemplates = () => Promise<readonly Template[]>;
