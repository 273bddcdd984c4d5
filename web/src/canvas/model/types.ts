import type { Workflow } from '#contract/workflow.ts';

/** A change of a document. Pure; answers the very same object when there is nothing to change. */
export type Edit = (workflow: Workflow) => Workflow;

/** What is selected: ids of steps, notes and groups, keys of edges (`toEdgeKey`). */
export interface Selection {
  readonly steps: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

/** Nothing selected. */
export const EMPTY_SELECTION: Selection = { steps: new Set(), edges: new Set(), notes: new Set(), groups: new Set() };

/** How a step was, or is, in what the canvas shows on top of the document: a run, a simulation, a difference. */
export type MarkStatus =
  | 'queued'
  | 'running'
  | 'retrying'
  | 'waiting'
  | 'uncertain'
  | 'succeeded'
  | 'failed'
  | 'skipped'
  | 'cancelled'
  | 'simulated';

/** What the canvas shows of one step on top of the document. */
export interface StepMark {
  readonly status?: MarkStatus;
  /** Text of the strip below the card, e.g. `12 items · 240 ms`. */
  readonly label?: string;
  /** Share that is done, 0 to 1, of a loop or of a step that tells. */
  readonly progress?: number;
  readonly change?: 'added' | 'removed' | 'changed' | 'moved';
}

/** What the canvas shows of one edge. */
export interface EdgeMark {
  /** `taken` is lit and thick, `dead` faded. */
  readonly state?: 'taken' | 'active' | 'dead';
  /** Items that went along. */
  readonly count?: number;
  readonly change?: 'added' | 'removed';
}

/** What the canvas shows on top of a document, by step id and edge key. Replace the maps to change it. */
export interface CanvasOverlay {
  readonly steps: ReadonlyMap<string, StepMark>;
  readonly edges: ReadonlyMap<string, EdgeMark>;
}
