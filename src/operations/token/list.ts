import * as z from 'zod';
import { operation } from '../operation.ts';
import { Token, toToken } from './shapes.ts';

/** Lists API tokens. */
export const listTokens = operation
  .meta({ permission: 'token:manage', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/tokens',
    summary: 'List API tokens',
    description: 'Lists the API tokens, newest first, those that ended lately too.',
    tags: ['token'],
  })
  .input(z.object({}))
  .output(z.object({ items: z.array(Token).describe('The tokens') }))
  .handler(({ context: { services } }) => ({ items: services.tokens.list().map(toToken) }));
