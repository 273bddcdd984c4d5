import { AppError } from '#contract/app-error.ts';
import type { BlockHandler } from '../../context.ts';
import { isTruthy } from '../truthiness.ts';

/** Asks for one more round while the condition holds; called again after each, with the condition evaluated anew. */
export const run: BlockHandler = (ctx) => {
  const { condition, maxIterations, onLimit, onRoundError, collect } = ctx.inputs;
  const { finished = 0, last = null, results = [] } = ctx.loop ?? {};
  const limit = typeof maxIterations === 'number' ? maxIterations : 1_000;
  const goesOn = isTruthy(condition);
  if (goesOn && finished < limit) {
    return ctx.iterate({
      items: null,
      concurrency: 1,
      onItemError: onRoundError === 'continue' ? 'continue' : 'fail',
      collect: collect === true,
    });
  }
  if (goesOn && onLimit !== 'stop') {
    throw new AppError(
      'limit-exceeded',
      `The condition still holds after ${limit} rounds. Change a variable in the loop that ends it, raise "maxIterations", or set "onLimit" to stop.`,
      { data: { limit } },
    );
  }
  return { iterations: finished, last, results, limitReached: goesOn };
};
