import * as z from 'zod';
import { operation } from '../operation.ts';
import { SETTING_KEYS } from './known-settings.ts';
import { Setting, toSetting } from './shapes.ts';

/** Lists settings. */
export const listSettings = operation
  .meta({ permission: 'settings:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/settings',
    summary: 'List settings',
    description: 'Lists all settings with their values, defaults and what they accept.',
    tags: ['setting'],
  })
  .input(z.object({}))
  .output(z.object({ items: z.array(Setting).describe('The settings') }))
  .handler(({ context: { services } }) => ({ items: SETTING_KEYS.map((key) => toSetting(services.settings, key)) }));
