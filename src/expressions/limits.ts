/** What one expression may cost. Everything is bounded, so that no workflow can stop the process. */
export interface EvaluationLimits {
  /** Longest time of evaluation, waiting for other work not counted. */
  readonly timeMs: number;
  /** Evaluations in flight at once: nesting, recursion, and the members of a group evaluated side by side. */
  readonly depth: number;
  /** Items of one sequence. */
  readonly sequence: number;
  /** Characters of one text. */
  readonly textLength: number;
  /** Values inside one result, and inside one text made of data. */
  readonly nodes: number;
  /** Nesting of one result. */
  readonly nesting: number;
  /** Growth of the heap while the expression runs. */
  readonly heapBytes: number;
}

export const EVALUATION_LIMITS: EvaluationLimits = {
  timeMs: 1_000,
  depth: 20_000,
  sequence: 1_000_000,
  textLength: 10_000_000,
  nodes: 5_000_000,
  nesting: 500,
  heapBytes: 512 * 1024 * 1024,
};

/** Characters of one expression. */
export const MAX_SOURCE_LENGTH = 10_000;

/** Longest time an evaluation holds the event loop before it lets others run. */
export const SLICE_MS = 4;

/** Compiled expressions kept. */
export const MAX_COMPILED = 1_000;
