import { AppError } from '#contract/app-error.ts';
import type { Row, SqlValue } from './statement.ts';
import type { Store } from './store.ts';

/** An API token as it is stored: never the token itself. */
export interface StoredToken {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly createdAt: number;
  /** Id of the principal that made it. */
  readonly createdBy: string;
  readonly expiresAt: number | undefined;
  readonly lastUsedAt: number | undefined;
  readonly revokedAt: number | undefined;
}

/** API tokens of a data folder. Hashes are SHA-256 in hex. */
export interface TokenRepository {
  /**
   * Adds a token, and forgets those that ended before `forgetBefore`.
   * @throws AppError limit-exceeded when there are `limit` tokens that have not ended.
   */
  add(
    token: StoredToken & { readonly hash: string },
    options: { readonly limit: number; readonly forgetBefore: number },
  ): Promise<void>;
  findByHash(hash: string): StoredToken | undefined;
  find(id: string): StoredToken | undefined;
  /** All tokens, newest first. */
  list(): readonly StoredToken[];
  /** Notes a use, unless one was noted at most `everyMs` before. */
  noteUse(id: string, at: number, everyMs: number): Promise<void>;
  /** Ends a token; one that was revoked keeps its time. Answers its hash, or undefined when there is no such token. */
  revoke(id: string, at: number): Promise<string | undefined>;
}

const COLUMNS = 'id, name, permissions, created_at, created_by, expires_at, last_used_at, revoked_at';

const toTime = (value: SqlValue | undefined): number | undefined => (typeof value === 'number' ? value : undefined);

function toStoredToken(row: Row): StoredToken {
  return {
    id: String(row.id),
    name: String(row.name),
    permissions: JSON.parse(String(row.permissions)) as string[],
    createdAt: Number(row.created_at),
    createdBy: String(row.created_by),
    expiresAt: toTime(row.expires_at),
    lastUsedAt: toTime(row.last_used_at),
    revokedAt: toTime(row.revoked_at),
  };
}

/** API tokens of a store. */
export function createTokenRepository(store: Store): TokenRepository {
  return {
    async add({ hash, ...token }, { limit, forgetBefore }) {
      const { id, name, permissions, createdAt, createdBy, expiresAt, lastUsedAt, revokedAt } = token;
      const [, added] = await store.write([
        {
          sql: 'DELETE FROM api_tokens WHERE coalesce(revoked_at, expires_at) < ?',
          parameters: [forgetBefore],
        },
        {
          sql: `INSERT INTO api_tokens (hash, ${COLUMNS}) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
                WHERE (SELECT count(*) FROM api_tokens
                       WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?5)) < ?10`,
          parameters: [
            hash,
            id,
            name,
            JSON.stringify(permissions),
            createdAt,
            createdBy,
            expiresAt ?? null,
            lastUsedAt ?? null,
            revokedAt ?? null,
            limit,
          ],
        },
      ]);
      if (added?.changes === 1) return;
      throw new AppError('limit-exceeded', `There are ${limit} API tokens already. Revoke some that are not used.`, {
        data: { limit },
      });
    },
    findByHash(hash) {
      const row = store.get(`SELECT ${COLUMNS} FROM api_tokens WHERE hash = ?`, [hash]);
      return row === undefined ? undefined : toStoredToken(row);
    },
    find(id) {
      const row = store.get(`SELECT ${COLUMNS} FROM api_tokens WHERE id = ?`, [id]);
      return row === undefined ? undefined : toStoredToken(row);
    },
    list: () => store.all(`SELECT ${COLUMNS} FROM api_tokens ORDER BY created_at DESC, id`).map(toStoredToken),
    async noteUse(id, at, everyMs) {
      await store.write([
        {
          sql: `UPDATE api_tokens SET last_used_at = ?2
                WHERE id = ?1 AND (last_used_at IS NULL OR last_used_at <= ?2 - ?3)`,
          parameters: [id, at, everyMs],
        },
      ]);
    },
    async revoke(id, at) {
      const [result] = await store.write([
        {
          sql: 'UPDATE api_tokens SET revoked_at = coalesce(revoked_at, ?2) WHERE id = ?1 RETURNING hash',
          parameters: [id, at],
        },
      ]);
      const hash = result?.rows[0]?.hash;
      return typeof hash === 'string' ? hash : undefined;
    },
  };
}
