import type { Problem, ProblemCode } from '#contract/problem.ts';
import { findNearestName } from './nearest-name.ts';

/** Problems listed at most: a document with more has one cause. */
const MAX_PROBLEMS = 1_000;

/** Looking for a similar name costs time for every name there is. */
const MAX_SUGGESTIONS = 100;

/** Facts of a problem beyond its message. */
export interface ProblemDetails {
  readonly severity?: 'warning';
  readonly stepId?: string | undefined;
  readonly hint?: string | undefined;
  readonly offset?: number;
}

/** Collects problems. */
export interface Report {
  readonly problems: readonly Problem[];
  add(code: ProblemCode, pointer: string, message: string, details?: ProblemDetails): void;
  /** `Did you mean x?`, while suggestions are worth their time. */
  suggest(name: string, candidates: Iterable<string>): string | undefined;
}

export function createReport(): Report {
  const problems: Problem[] = [];
  let suggestions = 0;
  return {
    problems,
    add(code, pointer, message, { severity = undefined, stepId, hint, offset } = {}) {
      if (problems.length >= MAX_PROBLEMS) return;
      problems.push({
        severity: severity ?? 'error',
        code,
        pointer,
        message,
        ...(stepId === undefined ? {} : { stepId }),
        ...(hint === undefined ? {} : { hint }),
        ...(offset === undefined ? {} : { offset }),
      });
    },
    suggest(name, candidates) {
      if (++suggestions > MAX_SUGGESTIONS) return undefined;
      const nearest = findNearestName(name, candidates);
      return nearest === undefined ? undefined : `Did you mean ${nearest}?`;
    },
  };
}
