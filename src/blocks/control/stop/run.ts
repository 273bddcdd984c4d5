import type { BlockHandler } from '../../context.ts';

/** Ends the run. */
export const run: BlockHandler = (ctx) => {
  const { status, message, output } = ctx.inputs;
  return ctx.stop(status === 'failed' ? 'failed' : 'succeeded', {
    ...(typeof message === 'string' ? { message } : {}),
    ...(output === undefined ? {} : { output }),
  });
};
