import { randomBytes } from 'node:crypto';
import { AppError } from '#contract/app-error.ts';
import type { TokenRepository } from '#store/token-repository.ts';
import { ALL_PERMISSIONS, isPermission, type Permission } from './permission.ts';
import type { Principal } from './principal.ts';
import { createSecret, toSecretHash } from './secret-text.ts';
import { type TokenRecord, toTokenPrincipal, toTokenRecord } from './token-record.ts';
import { createVerifiedCache } from './verified-cache.ts';

/** A token to be made. */
export interface TokenRequest {
  /** What a person recognises it by. */
  readonly name: string;
  readonly permissions: readonly Permission[];
  /** Milliseconds since 1970 (UTC); a token without it never expires. */
  readonly expiresAt?: number | undefined;
}

/** API tokens: made, listed, revoked and recognised. */
export interface TokenService {
  /**
   * Makes a token. It is told here and never again. It may do no more than its creator, and lives no longer than the token its creator uses.
   * @throws AppError input-invalid, forbidden, limit-exceeded
   */
  create(request: TokenRequest, creator: Principal): Promise<{ readonly token: string; readonly record: TokenRecord }>;
  /** All tokens, newest first, those that ended lately too. */
  list(): readonly TokenRecord[];
  /** Ends a token at once. Doing it again changes nothing. @throws AppError token-not-found */
  revoke(id: string): Promise<TokenRecord>;
  /** Who asks with the token of that hash; undefined when there is none. @throws AppError unauthenticated once it has ended */
  recognise(hash: string): Principal | undefined;
}

const MAX_NAME = 100;
/** Tokens there can be at a time, so that a list of them is never long. */
const MAX_TOKENS = 1_000;
/** Ended tokens are still told from unknown ones for so long. */
const REMEMBER_ENDED_MS = 90 * 86_400_000;
/** How long a revocation by another process may go unnoticed. */
const CACHE_MS = 5_000;
const NOTE_USE_EVERY_MS = 60_000;
/** The last time that has a date (ECMA-262, 21.4.1.1). */
const LATEST_DATE = 8.64e15;

interface Recognised {
  readonly record: TokenRecord;
  readonly principal: Principal;
  usedAt: number;
}

/** Tokens of a repository. `warn` is told what failed behind a caller's back. */
export function createTokenService(options: {
  readonly tokens: TokenRepository;
  readonly now: () => number;
  readonly warn: (message: string) => void;
}): TokenService {
  const { tokens, now, warn } = options;
  const cache = createVerifiedCache<Recognised>({ now, ttlMs: CACHE_MS });

  function noteUse(found: Recognised): void {
    const at = now();
    if (at - found.usedAt < NOTE_USE_EVERY_MS && at >= found.usedAt) return;
    found.usedAt = at;
    tokens
      .noteUse(found.record.id, at, NOTE_USE_EVERY_MS)
      .catch((error: unknown) => warn(`The last use of an API token was not noted: ${String(error)}`));
  }

  function find(hash: string): Recognised | undefined {
    const cached = cache.get(hash);
    if (cached !== undefined) return cached;
    const stored = tokens.findByHash(hash);
    if (stored === undefined) return undefined;
    const record = toTokenRecord(stored);
    assertNotEnded(record, now());
    const found = {
      record,
      principal: toTokenPrincipal(record),
      usedAt: record.lastUsedAt ?? Number.NEGATIVE_INFINITY,
    };
    cache.set(hash, found, record.expiresAt);
    return found;
  }

  /** When a token made by `creator` has to end. */
  function latestEnd(creator: Principal): number | undefined {
    if (creator.kind !== 'token') return undefined;
    return tokens.find(creator.id.slice('token:'.length))?.expiresAt;
  }

  return {
    async create(request, creator) {
      const at = now();
      const { name, permissions } = readRequest(request, at);
      assertWithin(permissions, creator);
      const latest = latestEnd(creator);
      const expiresAt = request.expiresAt ?? latest;
      if (latest !== undefined && expiresAt !== undefined && expiresAt > latest) {
        throw new AppError(
          'forbidden',
          `A token cannot outlive the one it is made with, which expires ${toDate(latest)}. Choose an earlier end, or use another token.`,
          { data: { latestEnd: latest } },
        );
      }
      const token = createSecret('flw_');
      const record: TokenRecord = {
        id: randomBytes(6).toString('hex'),
        name,
        permissions,
        createdAt: at,
        createdBy: creator.id,
        expiresAt,
        lastUsedAt: undefined,
        revokedAt: undefined,
      };
      await tokens.add(
        { ...record, hash: toSecretHash(token) },
        { limit: MAX_TOKENS, forgetBefore: at - REMEMBER_ENDED_MS },
      );
      return { token, record };
    },
    list: () => tokens.list().map(toTokenRecord),
    async revoke(id) {
      const hash = await tokens.revoke(id, now());
      const stored = hash === undefined ? undefined : tokens.find(id);
      if (hash === undefined || stored === undefined)
        throw new AppError('token-not-found', `There is no API token "${id}". List the tokens to see their ids.`);
      cache.delete(hash);
      return toTokenRecord(stored);
    },
    recognise(hash) {
      const found = find(hash);
      if (found === undefined) return undefined;
      noteUse(found);
      return found.principal;
    },
  };
}

function readRequest(
  request: TokenRequest,
  at: number,
): { readonly name: string; readonly permissions: readonly Permission[] } {
  const name = request.name.trim();
  if (name === '' || name.length > MAX_NAME || /\p{Cc}/u.test(name) || !name.isWellFormed()) {
    throw new AppError('input-invalid', `A token needs a name of 1 to ${MAX_NAME} printable characters. Choose one.`);
  }
  const unknown = request.permissions.filter((permission) => !isPermission(permission));
  if (unknown.length > 0 || request.permissions.length === 0) {
    const fault = unknown.length > 0 ? `"${unknown[0]}" is no permission` : 'A token without permissions is of no use';
    throw new AppError('input-invalid', `${fault}. Choose from: ${ALL_PERMISSIONS.join(', ')}.`);
  }
  const { expiresAt } = request;
  if (expiresAt !== undefined && !(Number.isSafeInteger(expiresAt) && expiresAt > at && expiresAt <= LATEST_DATE))
    throw new AppError('input-invalid', 'The time a token expires has to be a date in the future. Choose another one.');
  return { name, permissions: ALL_PERMISSIONS.filter((permission) => request.permissions.includes(permission)) };
}

function assertWithin(permissions: readonly Permission[], creator: Principal): void {
  const missing = permissions.filter((permission) => !creator.permissions.has(permission));
  if (missing.length === 0) return;
  throw new AppError(
    'forbidden',
    `A token may do no more than its creator, and ${creator.name} may not: ${missing.join(', ')}. Leave that out.`,
    { data: { missing } },
  );
}

function assertNotEnded({ name, expiresAt, revokedAt }: TokenRecord, at: number): void {
  if (revokedAt !== undefined) {
    throw new AppError('unauthenticated', `The token "${name}" was revoked ${toDate(revokedAt)}. Use another one.`, {
      data: { reason: 'revoked' },
    });
  }
  if (expiresAt === undefined || expiresAt > at) return;
  throw new AppError('unauthenticated', `The token "${name}" expired ${toDate(expiresAt)}. Make a new one.`, {
    data: { reason: 'expired' },
  });
}

function toDate(time: number): string {
  return new Date(time).toISOString();
}
