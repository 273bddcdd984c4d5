import type { BlockHandler } from '../../context.ts';
import { handOn } from '../hand-on.ts';

const EMPTY = { method: 'POST', path: '', params: {}, query: {}, headers: {}, body: null, ip: '' };

/** Hands on the request that started the run. */
export const run: BlockHandler = (ctx) => handOn(ctx, EMPTY, ['rawBody']);
