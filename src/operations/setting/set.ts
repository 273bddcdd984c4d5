import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import { AnyJson } from '../json-shape.ts';
import { operation } from '../operation.ts';
import { KNOWN_SETTINGS } from './known-settings.ts';
import { Setting, SettingKeyInput, toSetting } from './shapes.ts';

const MAX_FAULTS = 3;

/** Changes a setting. */
export const setSetting = operation
  .meta({ permission: 'settings:write', effect: 'idempotent', audit: true })
  .route({
    method: 'PUT',
    path: '/settings/{key}',
    summary: 'Change a setting',
    description: 'Changes a setting. Its schema, which `GET /settings/{key}` answers, says what it accepts.',
    tags: ['setting'],
  })
  .input(z.object({ key: SettingKeyInput, value: AnyJson.describe('The new value') }))
  .output(Setting)
  .handler(async ({ input: { key, value }, context: { services } }) => {
    const read = KNOWN_SETTINGS[key].schema.safeParse(value);
    if (!read.success) {
      const faults = read.error.issues
        .slice(0, MAX_FAULTS)
        .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
      throw new AppError('input-invalid', `The setting "${key}" does not accept this value. ${faults.join('; ')}.`, {
        data: { field: 'value' },
      });
    }
    await services.settings.set(key, read.data);
    return toSetting(services.settings, key);
  });
