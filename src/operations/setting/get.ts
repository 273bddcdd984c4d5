import * as z from 'zod';
import { operation } from '../operation.ts';
import { Setting, SettingKeyInput, toSetting } from './shapes.ts';

/** A setting. */
export const getSetting = operation
  .meta({ permission: 'settings:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/settings/{key}',
    summary: 'Get a setting',
    description: 'Answers a setting with its value, its default and what it accepts.',
    tags: ['setting'],
  })
  .input(z.object({ key: SettingKeyInput }))
  .output(Setting)
  .handler(({ input: { key }, context: { services } }) => toSetting(services.settings, key));
