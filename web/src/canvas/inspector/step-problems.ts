import { useMemo } from 'react';
import type { Problem } from '#web/api/shapes.ts';
import { useEditor } from '../store/editor-store.ts';
import type { PlacedProblem } from './form/placed-problem.ts';

/** Where a step begins in a JSON pointer, however many loops it is inside of. */
const STEP = /^(?:\/steps\/\d+\/body(?=\/steps\/))*\/steps\/\d+/;

/** The part of a step a problem is about, as a pointer from the step on: `/input/url`. */
export function toPlaceInStep({ pointer }: Pick<Problem, 'pointer'>): string {
  return pointer.replace(STEP, '');
}

/** A name as a JSON pointer writes it. */
export function toPointerKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Whether a place is another one, or inside of it. */
function isWithin(place: string, around: string): boolean {
  return place === around || place.startsWith(`${around}/`);
}

/** Problems of one step, by where they are. */
export interface StepProblems {
  readonly all: readonly Problem[];
  /** Problems at a place and inside of it; the very same list while nothing changes. */
  at(place: string): readonly PlacedProblem[];
}

const NONE: readonly PlacedProblem[] = [];

/** Puts the problems of a step in order. */
export function groupProblems(problems: readonly Problem[], stepId: string): StepProblems {
  const all = problems.filter((problem) => problem.stepId === stepId);
  const lists = new Map<string, readonly PlacedProblem[]>();
  return {
    all,
    at(place) {
      if (all.length === 0) return NONE;
      const known = lists.get(place);
      if (known !== undefined) return known;
      const found = all.flatMap((problem) => {
        const at = toPlaceInStep(problem);
        return isWithin(at, place) ? [{ ...problem, below: at.slice(place.length) }] : [];
      });
      const list = found.length === 0 ? NONE : found;
      lists.set(place, list);
      return list;
    },
  };
}

/** Problems of a step of the canvas around. */
export function useStepProblems(stepId: string): StepProblems {
  const problems = useEditor((state) => state.problems);
  return useMemo(() => groupProblems(problems, stepId), [problems, stepId]);
}
