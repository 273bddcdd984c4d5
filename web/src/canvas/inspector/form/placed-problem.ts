import { createContext, useContext, useMemo } from 'react';
import type { Problem } from '#web/api/shapes.ts';

/** A problem of a field, with where inside of the field's value it is: `/note`, `/0/field`; absent or empty for the whole value. */
export type PlacedProblem = Problem & { readonly below?: string };

const NONE: readonly PlacedProblem[] = [];

/** Problems of the field around, for the fields inside of its value. */
export const ProblemsContext = createContext<readonly PlacedProblem[]>(NONE);

/** Problems about a whole value, not about something inside of it. */
export function ofWhole(problems: readonly PlacedProblem[]): readonly PlacedProblem[] {
  return problems.filter(({ below = '' }) => below === '');
}

/** Problems at a place inside of a value, with their places seen from there. */
export function problemsBelow(problems: readonly PlacedProblem[], place: string): readonly PlacedProblem[] {
  const found = problems.flatMap((problem) => {
    const { below = '' } = problem;
    return below === place || below.startsWith(`${place}/`) ? [{ ...problem, below: below.slice(place.length) }] : [];
  });
  return found.length === 0 ? NONE : found;
}

/** The problems of a field: those it is given, or, inside of another one, those of its place there. */
export function useFieldProblems(
  place: string | undefined,
  given: readonly PlacedProblem[] = NONE,
): readonly PlacedProblem[] {
  const around = useContext(ProblemsContext);
  return useMemo(() => (place === undefined ? given : problemsBelow(around, place)), [place, given, around]);
}
