import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { Token, toToken } from './shapes.ts';

/** Ends an API token. */
export const revokeToken = operation
  .meta({ permission: 'token:manage', effect: 'idempotent', audit: true })
  .route({
    method: 'DELETE',
    path: '/tokens/{tokenId}',
    summary: 'Revoke an API token',
    description: 'Ends an API token at once. Doing it again changes nothing.',
    tags: ['token'],
  })
  .errors(toErrors('token-not-found'))
  .input(z.object({ tokenId: z.string().min(1).max(100).describe('Id of the token') }))
  .output(Token)
  .handler(async ({ input: { tokenId }, context: { services } }) => toToken(await services.tokens.revoke(tokenId)));
