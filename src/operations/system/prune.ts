import * as z from 'zod';
import { operation } from '../operation.ts';
import { wholeNumber } from '../page.ts';
import { readSetting } from '../setting/known-settings.ts';

const DAY_MS = 86_400_000;

/** Deletes old runs. */
export const pruneData = operation
  .meta({ permission: 'system:manage', effect: 'idempotent', audit: true })
  .route({
    method: 'POST',
    path: '/system/prune',
    summary: 'Delete old runs',
    description: 'Deletes runs that ended long ago, by the setting `retention` unless told otherwise.',
    tags: ['system'],
  })
  .input(
    z.object({
      days: wholeNumber(0, 36_500).optional().describe('Delete runs created more days ago than this'),
      keep: wholeNumber(0, 1_000_000).optional().describe('Newest runs of each workflow that stay anyway'),
    }),
  )
  .output(
    z.object({
      runs: z.number().int().describe('Runs deleted'),
      bytes: z.number().describe('Bytes of events and large values deleted'),
    }),
  )
  .handler(async ({ input, context: { services } }) => {
    const retention = readSetting(services.settings, 'retention');
    const before = services.now() - (input.days ?? retention.days) * DAY_MS;
    const { runs, bytes } = await services.maintenance.prune({ before, keep: input.keep ?? retention.keep });
    return { runs, bytes };
  });
