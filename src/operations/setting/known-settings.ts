import * as z from 'zod';
import type { JsonValue } from '#contract/json.ts';
import type { SettingsRepository } from '#store/settings-repository.ts';

/** Network name, address, CIDR range or `*`. */
const HostRule = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9.:/*_[\]-]+$/, 'a host name, an address, a CIDR range or *');

const Origin = z
  .string()
  .max(300)
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text, {
    message: 'an origin such as https://app.example: scheme and host, without a path',
  });

const PublicUrl = z
  .string()
  .max(2_000)
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !/[?#]/.test(text), {
    message: 'an http or https address without query and fragment',
  });

const Folder = z
  .string()
  .min(1)
  .max(4_000)
  .regex(/^(\/|[A-Za-z]:[\\/])[^\0]*$/, 'an absolute path');

/** Settings a person may see and change; whatever else the table of settings holds is nobody's business. */
export const KNOWN_SETTINGS = {
  allowedPrivateHosts: {
    description: 'Private hosts the network blocks may reach: names, addresses, CIDR ranges, or `*`',
    schema: z.array(HostRule).max(1_000),
    default: [],
  },
  allowedRoots: {
    description: 'Folders the file blocks may touch, besides those given at start',
    schema: z.array(Folder).max(1_000),
    default: [],
  },
  retention: {
    description: 'How long runs that have ended are kept, in days, and how many of each workflow at least',
    schema: z.strictObject({
      days: z.number().int().min(0).max(36_500).describe('Days after which runs go'),
      keep: z.number().int().min(0).max(1_000_000).describe('Newest runs of each workflow that stay anyway'),
    }),
    default: { days: 30, keep: 100 },
  },
  auditRetention: {
    description: 'How long entries of the audit log are kept, in days',
    schema: z.strictObject({ days: z.number().int().min(1).max(36_500).describe('Days after which entries go') }),
    default: { days: 365 },
  },
  corsOrigins: {
    description: 'Web pages of other origins that may call the API; none by default',
    schema: z.array(Origin).max(100),
    default: [],
  },
  publicUrl: {
    description: 'Address other machines reach this server at, for webhooks and links; found out when empty',
    schema: PublicUrl.or(z.literal('')),
    default: '',
  },
} as const satisfies Record<string, { description: string; schema: z.ZodType<JsonValue>; default: JsonValue }>;

/** Name of a known setting. */
export type SettingKey = keyof typeof KNOWN_SETTINGS;

/** Value of a known setting. */
export type SettingValue<Key extends SettingKey> = z.output<(typeof KNOWN_SETTINGS)[Key]['schema']>;

/** Names of the known settings. */
export const SETTING_KEYS = Object.keys(KNOWN_SETTINGS) as [SettingKey, ...SettingKey[]];

/** The value in force: what was set, or the default where nothing was, or what was set fits no more. */
export function readSetting<Key extends SettingKey>(settings: SettingsRepository, key: Key): SettingValue<Key> {
  const { schema, default: fallback } = KNOWN_SETTINGS[key];
  const read = schema.safeParse(settings.get(key));
  // The schema is that of the key; the compiler cannot connect the two.
  return (read.success ? read.data : fallback) as SettingValue<Key>;
}
