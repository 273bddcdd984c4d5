import * as z from 'zod';
import type { JsonObject } from '#contract/json.ts';
import type { SettingsRepository } from '#store/settings-repository.ts';
import { AnyJson, AnyJsonObject } from '../json-shape.ts';
import { KNOWN_SETTINGS, readSetting, SETTING_KEYS, type SettingKey } from './known-settings.ts';

/** Name of a setting, as an input. */
export const SettingKeyInput = z.enum(SETTING_KEYS).describe('Name of the setting');

/** A setting. */
export const Setting = z
  .object({
    key: SettingKeyInput,
    description: z.string().describe('What it does'),
    value: AnyJson.describe('The value in force'),
    isDefault: z.boolean().describe('Whether nobody has set it'),
    defaultValue: AnyJson.describe('The value when nobody sets it'),
    schema: AnyJsonObject.describe('JSON Schema (draft 2020-12) of the value'),
  })
  .describe('A setting');
export type Setting = z.infer<typeof Setting>;

/** The answer about a setting. */
export function toSetting(settings: SettingsRepository, key: SettingKey): Setting {
  const { description, schema, default: defaultValue } = KNOWN_SETTINGS[key];
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any' });
  return {
    key,
    description,
    value: readSetting(settings, key),
    isDefault: settings.get(key) === undefined,
    defaultValue,
    schema: rest as JsonObject,
  };
}
