import type { Edge, Step, Workflow } from '#contract/workflow.ts';
import type { BlockDetail } from '#web/api/shapes.ts';

/** Blocks by id, as the editor knows them. */
export type Blocks = ReadonlyMap<string, BlockDetail>;

/** The loop step whose body is meant; `undefined` for the workflow itself. */
export type ScopeId = string | undefined;

/** Steps and edges of the workflow or of one body. */
export interface ScopeContent {
  readonly steps: readonly Step[];
  readonly edges: readonly Edge[];
}

/** A place on the canvas, in pixels at zoom 1. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle on the canvas; `x`, `y` is its upper left corner. */
export type Box = Point & Size;

/** A change of a document. Pure; answers the very same object when there is nothing to change. */
export type Edit = (workflow: Workflow) => Workflow;

/** What is selected: ids of steps, notes and groups, keys of edges (`toEdgeKey`). */
export interface Selection {
  readonly steps: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

/** An edit that makes things, and the selection to have afterwards. Hand both to `store.apply`. */
export interface PreparedEdit {
  readonly edit: Edit;
  readonly select: Selection;
}

/** Why something cannot be done; `message` is a sentence for people. */
export interface Refusal {
  readonly ok: false;
  readonly message: string;
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
