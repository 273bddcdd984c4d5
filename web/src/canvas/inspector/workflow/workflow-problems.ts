import { useMemo } from 'react';
import { useEditor } from '../../store/editor-store.ts';
import type { PlacedProblem } from '../form/placed-problem.ts';

const NONE: readonly PlacedProblem[] = [];

/** Problems of the workflow itself, by JSON pointer. */
export function useWorkflowProblems() {
  const problems = useEditor((state) => state.problems);
  return useMemo(
    () => ({
      at(place: string): readonly PlacedProblem[] {
        const found = problems.flatMap((problem) => {
          const { pointer } = problem;
          const isInside = pointer === place || pointer.startsWith(`${place}/`);
          return isInside ? [{ ...problem, below: pointer.slice(place.length) }] : [];
        });
        return found.length === 0 ? NONE : found;
      },
    }),
    [problems],
  );
}
