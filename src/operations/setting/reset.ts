import * as z from 'zod';
import { operation } from '../operation.ts';
import { Setting, SettingKeyInput, toSetting } from './shapes.ts';

/** Puts a setting back. */
export const resetSetting = operation
  .meta({ permission: 'settings:write', effect: 'idempotent', audit: true })
  .route({
    method: 'DELETE',
    path: '/settings/{key}',
    summary: 'Reset a setting',
    description: 'Puts a setting back to its default.',
    tags: ['setting'],
  })
  .input(z.object({ key: SettingKeyInput }))
  .output(Setting)
  .handler(async ({ input: { key }, context: { services } }) => {
    await services.settings.remove(key);
    return toSetting(services.settings, key);
  });
