import type { StoredToken } from '#store/token-repository.ts';
import { isPermission, type Permission } from './permission.ts';
import type { Principal } from './principal.ts';

/** An API token as it may be shown: never the token itself. Times are milliseconds since 1970 (UTC). */
export interface TokenRecord {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly createdAt: number;
  /** Id of the principal that made it. */
  readonly createdBy: string;
  /** Undefined for a token that never expires. */
  readonly expiresAt: number | undefined;
  /** To the minute; undefined when it was never used. */
  readonly lastUsedAt: number | undefined;
  readonly revokedAt: number | undefined;
}

/** What a stored token means to this version: permissions it does not know are none. */
export function toTokenRecord(stored: StoredToken): TokenRecord {
  return { ...stored, permissions: stored.permissions.filter(isPermission) };
}

/** Who asks with that token. */
export function toTokenPrincipal({ id, name, permissions }: TokenRecord): Principal {
  return { id: `token:${id}`, kind: 'token', name: `the token "${name}"`, permissions: new Set(permissions) };
}
