import { AppError } from '#contract/app-error.ts';

/** Nesting an input may have: far more than documents need, far less than would overflow a stack. */
const MAX_NESTING = 200;

/**
 * Refuses inputs nested so deep that code which walks them by recursion would fail. Takes no recursion itself.
 * @throws AppError limit-exceeded
 */
export function assertShallow(input: unknown): void {
  let level: object[] = isObject(input) ? [input] : [];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_NESTING) {
      throw new AppError(
        'limit-exceeded',
        `The input is nested more than ${MAX_NESTING} levels deep. Make it flatter.`,
        {
          data: { limit: MAX_NESTING },
        },
      );
    }
    const next: object[] = [];
    for (const value of level) for (const item of Object.values(value)) if (isObject(item)) next.push(item);
    level = next;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
