import * as z from 'zod';
import { At } from '../ids.ts';
import { operation } from '../operation.ts';
import { PermissionName, Token, toToken } from './shapes.ts';

/** Makes an API token. */
export const createToken = operation
  .meta({ permission: 'token:manage', effect: 'effect', audit: true })
  .route({
    method: 'POST',
    path: '/tokens',
    summary: 'Create an API token',
    description:
      'Makes an API token and answers it once: it is kept as a hash only. It may do no more than the one it is made with.',
    tags: ['token'],
    successStatus: 201,
  })
  .input(
    z.object({
      name: z.string().min(1).max(100).describe('What a person recognises it by'),
      permissions: z.array(PermissionName).min(1).max(50).describe('What it may do'),
      expiresAt: At.int().optional().describe('When it ends, in milliseconds since 1970 (UTC); never when absent'),
    }),
  )
  .output(
    z.object({
      token: z.string().describe('The token: send it as `Authorization: Bearer …`. It is never told again'),
      record: Token,
    }),
  )
  .handler(async ({ input: { name, permissions, expiresAt }, context: { services, principal } }) => {
    const { token, record } = await services.tokens.create({ name, permissions, expiresAt }, principal);
    return { token, record: toToken(record) };
  });
