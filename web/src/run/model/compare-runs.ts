import type { Workflow } from '#contract/workflow.ts';
import type { StepDetail, StepSummary } from '#web/api/shapes.ts';
import type { CanvasOverlay, StepMark } from '#web/canvas/model/types.ts';
import { diffJson, type JsonChange } from './json-diff.ts';

/** One instance of a step in two runs. */
export interface ComparedStep {
  readonly path: string;
  readonly stepId: string;
  readonly a: StepSummary | undefined;
  readonly b: StepSummary | undefined;
  /** Longer in b by so much; undefined when it did not end in both. */
  readonly deltaMs: number | undefined;
  /** Whether it ended otherwise, took other ports, failed otherwise, or is there in one run only. */
  readonly differs: boolean;
}

/** The data of one instance in two runs, and what differs in it. */
export interface ComparedData {
  readonly input: readonly JsonChange[];
  readonly output: readonly JsonChange[];
  readonly error: readonly JsonChange[];
}

/** Puts the steps of two runs side by side, by path, in the order they started; those of `b` alone stand where they started in it. */
export function alignSteps(a: readonly StepSummary[], b: readonly StepSummary[]): readonly ComparedStep[] {
  const inA = new Map(a.map((step) => [step.path, step]));
  const inB = new Map(b.map((step) => [step.path, step]));
  const paths: string[] = [];
  const listed = new Set<string>();
  const list = (path: string): void => {
    if (listed.has(path)) return;
    listed.add(path);
    paths.push(path);
  };
  // Steps only b has come right after the step they follow in b.
  let next = 0;
  for (const { path } of a) {
    if (inB.has(path)) {
      for (; next < b.length && b[next]?.path !== path; next += 1) {
        const other = b[next];
        if (other === undefined || inA.has(other.path)) {
          if (other !== undefined && !listed.has(other.path)) break;
          continue;
        }
        list(other.path);
      }
      if (b[next]?.path === path) next += 1;
    }
    list(path);
  }
  for (const { path } of b) list(path);
  return paths.map((path) => toCompared(path, inA.get(path), inB.get(path)));
}

function toCompared(path: string, a: StepSummary | undefined, b: StepSummary | undefined): ComparedStep {
  return {
    path,
    stepId: (a ?? b)?.stepId ?? path,
    a,
    b,
    deltaMs: a === undefined || b === undefined ? undefined : toDelta(a, b),
    differs:
      a === undefined ||
      b === undefined ||
      a.status !== b.status ||
      a.error?.code !== b.error?.code ||
      String(a.ports ?? '') !== String(b.ports ?? '') ||
      a.loop?.finished !== b.loop?.finished ||
      a.loop?.failed !== b.loop?.failed,
  };
}

function toDelta(a: StepSummary, b: StepSummary): number | undefined {
  if (a.endedAt === undefined || b.endedAt === undefined) return undefined;
  return b.endedAt - b.startedAt - (a.endedAt - a.startedAt);
}

/** What differs in the data of a step; one that a run does not have is all difference. */
export function compareData(a: StepDetail | undefined, b: StepDetail | undefined): ComparedData {
  return {
    input: diffJson(a?.input, b?.input),
    output: diffJson(a?.output, b?.output),
    error: diffJson(a?.error, b?.error),
  };
}

/** The differences as marks on the canvas of b. `dataDiffers`: paths whose data is known to differ. */
export function toDifferenceOverlay(
  workflow: Workflow,
  steps: readonly ComparedStep[],
  dataDiffers: ReadonlySet<string>,
  label: (step: ComparedStep) => string,
): CanvasOverlay {
  const marks = new Map<string, StepMark>();
  const known = new Set(workflow.steps.map((step) => step.id));
  for (const step of steps) {
    const before = marks.get(step.stepId);
    if (before?.change !== undefined) continue;
    const change = toChange(step, dataDiffers);
    const status = step.b?.status ?? step.a?.status;
    marks.set(step.stepId, {
      ...(status === undefined ? {} : { status: status === 'abandoned' ? 'cancelled' : status }),
      ...(known.has(step.stepId) ? { label: label(step) } : {}),
      ...(change === undefined ? {} : { change }),
    });
  }
  return { steps: marks, edges: new Map() };
}

function toChange(step: ComparedStep, dataDiffers: ReadonlySet<string>): StepMark['change'] {
  if (step.a === undefined) return 'added';
  if (step.b === undefined) return 'removed';
  return step.differs || dataDiffers.has(step.path) ? 'changed' : undefined;
}
