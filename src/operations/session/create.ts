import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import { operation } from '../operation.ts';

/** Makes the one-time link that opens a session in a browser. */
export const createSession = operation
  .meta({ permission: 'token:manage', effect: 'effect', audit: true })
  .route({
    method: 'POST',
    path: '/sessions',
    summary: 'Create a login link',
    description:
      'Makes a link that opens one session of a browser, within ten minutes. A session may do everything, so only the owner can ask for one.',
    tags: ['session'],
    successStatus: 201,
  })
  .input(z.object({}))
  .output(z.object({ path: z.string().describe('Path on this server to open in a browser, once') }))
  .handler(({ context: { services, principal } }) => {
    if (principal.kind !== 'owner') {
      throw new AppError(
        'forbidden',
        `A session may do everything, and ${principal.name} may not make one. Use the owner token of the data folder.`,
      );
    }
    return { path: `/login?code=${encodeURIComponent(services.createLoginCode())}` };
  });
