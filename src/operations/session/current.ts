import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import { isNobody, operation } from '../operation.ts';

/** Says who asks. */
export const getCurrentSession = operation
  // Whoever is known may know who they are; strangers are refused below.
  .meta({ permission: null, effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/session',
    summary: 'Who am I',
    description: 'Answers who asks and what they may do. Whoever shows no token or session is refused.',
    tags: ['session'],
  })
  .input(z.object({}))
  .output(
    z.object({
      principal: z
        .object({
          id: z.string().describe('Stable id, as in the audit log'),
          kind: z.enum(['owner', 'token', 'system']).describe('What kind of caller it is'),
          name: z.string().describe('Name a person recognises'),
        })
        .describe('Who asks'),
      permissions: z.array(z.string()).describe('What they may do'),
      version: z.string().describe('Version of Flowright'),
    }),
  )
  .handler(({ context: { services, principal } }) => {
    const { id, kind, name, permissions } = principal;
    if (isNobody(principal)) {
      throw new AppError(
        'unauthenticated',
        'Nobody is logged in. Send "Authorization: Bearer TOKEN", or open the link printed at start.',
      );
    }
    return { principal: { id, kind, name }, permissions: [...permissions], version: services.version };
  });
