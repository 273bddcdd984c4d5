import * as z from 'zod';
import { PERMISSIONS, type Permission } from '#access/permission.ts';
import type { TokenRecord } from '#access/token-record.ts';
import { At } from '../ids.ts';

const NAMES = Object.keys(PERMISSIONS) as [Permission, ...Permission[]];

/** A permission. */
export const PermissionName = z.enum(NAMES).describe(
  `A permission. ${Object.entries(PERMISSIONS)
    .map(([name, meaning]) => `\`${name}\`: ${meaning}`)
    .join('. ')}.`,
);

/** An API token, never the token itself. */
export const Token = z
  .object({
    id: z.string().describe('Id of the token'),
    name: z.string().describe('What a person recognises it by'),
    permissions: z.array(PermissionName).describe('What it may do'),
    createdAt: At.describe('When it was made, in milliseconds since 1970 (UTC)'),
    createdBy: z.string().describe('Who made it'),
    expiresAt: At.optional().describe('When it ends; absent when it never does'),
    lastUsedAt: At.optional().describe('When it was used last, to the minute; absent when it never was'),
    revokedAt: At.optional().describe('When it was revoked; absent when it was not'),
  })
  .describe('An API token; the token itself is told only once, when it is made');
export type Token = z.infer<typeof Token>;

/** The answer about a token. */
export function toToken(record: TokenRecord): Token {
  const { id, name, permissions, createdAt, createdBy, expiresAt, lastUsedAt, revokedAt } = record;
  return {
    id,
    name,
    permissions: [...permissions],
    createdAt,
    createdBy,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
    ...(revokedAt === undefined ? {} : { revokedAt }),
  };
}
