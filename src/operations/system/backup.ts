import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import { toErrors } from '../errors.ts';
import { operation } from '../operation.ts';

/** Copies the database while it is in use. */
export const backUp = operation
  .meta({ permission: 'system:manage', effect: 'effect', audit: true })
  .route({
    method: 'POST',
    path: '/system/backup',
    summary: 'Back up',
    description:
      'Copies the database, while it is in use, to a new file in the folder for backups. "flowright data restore" puts it back.',
    tags: ['system'],
    successStatus: 201,
  })
  .errors(toErrors('conflict', 'storage-full', 'storage-failed'))
  .input(
    z.object({
      name: z
        .string()
        .max(100)
        .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$/, 'a file name of letters, digits, . _ and -')
        .optional()
        .describe('Name of the file; made from the time by default'),
    }),
  )
  .output(
    z.object({
      name: z.string().describe('Name of the file in the folder for backups'),
      bytes: z.number().describe('Its size'),
    }),
  )
  .handler(async ({ input, context: { services } }) => {
    const name = input.name ?? `flowright-${new Date(services.now()).toISOString().replace(/[:.]/g, '-')}.db`;
    const { bytes } = await services.maintenance.backup(name).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
      // Where the folder is concerns nobody who asks over a network.
      throw new AppError('conflict', `There is a backup "${name}" already. Choose another name.`, { cause: error });
    });
    return { name, bytes };
  });
