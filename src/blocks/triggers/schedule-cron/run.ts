import type { BlockHandler } from '../../context.ts';
import { handOn } from '../hand-on.ts';

/** Hands on the time that started the run; a run started otherwise stands for now. */
export const run: BlockHandler = (ctx) => {
  const now = new Date(ctx.now()).toISOString();
  const timeZone = ctx.inputs.timeZone ?? 'UTC';
  return handOn(ctx, { scheduledAt: now, firedAt: now, previousAt: null, timeZone, manual: true });
};
