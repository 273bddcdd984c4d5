import type { BlockHandler } from '../../context.ts';
import { handOn } from '../hand-on.ts';

/** Hands on the run whose end started this one. */
export const run: BlockHandler = (ctx) => handOn(ctx, { run: {} });
