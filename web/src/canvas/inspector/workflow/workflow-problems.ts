import { useMemo } from 'react';
import type { Problem } from '#web/api/shapes.ts';
import { useEditor } from '../../store/editor-store.ts';

const NONE: readonly Problem[] = [];

/** Problems of the workflow itself, by JSON pointer. */
export function useWorkflowProblems() {
  const problems = useEditor((state) => state.problems);
  return useMemo(
    () => ({
      at(place: string): readonly Problem[] {
        const found = problems.filter(({ pointer }) => pointer === place || pointer.startsWith(`${place}/`));
        return found.length === 0 ? NONE : found;
      },
    }),
    [problems],
  );
}
