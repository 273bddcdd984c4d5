import type { JsonObject } from '#contract/json.ts';
import type { Token } from '#operations/token/shapes.ts';
import type { Awaitable } from './awaitable.ts';

/** A token to be made. */
export interface NewToken {
  readonly name: string;
  readonly permissions: readonly Token['permissions'][number][];
  /** Milliseconds since 1970 (UTC); never when absent. */
  readonly expiresAt: number | undefined;
}

/** A token as commands show it; never the token itself. */
export type TokenRow = Readonly<Omit<Token, 'permissions'>> & { readonly permissions: readonly string[] };

/** A token for programs. */
export function toTokenJson(token: TokenRow): JsonObject {
  const { id, name, permissions, createdAt, createdBy, expiresAt, lastUsedAt, revokedAt } = token;
  return {
    id,
    name,
    permissions,
    createdAt,
    createdBy,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
    ...(revokedAt === undefined ? {} : { revokedAt }),
  };
}

/** API tokens of a data folder or server. */
export interface CliTokens {
  /** The token is told here and never again. @throws AppError input-invalid, forbidden, limit-exceeded */
  create(token: NewToken): Promise<{ readonly token: string; readonly record: TokenRow }>;
  /** Newest first. */
  list(): Awaitable<readonly TokenRow[]>;
  /** @throws AppError token-not-found */
  revoke(id: string): Promise<TokenRow>;
  close(): Promise<void>;
}
