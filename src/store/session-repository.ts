import type { Row } from './statement.ts';
import type { Store } from './store.ts';

/** A session as it is stored: never what opens it. */
export interface StoredSession {
  readonly id: string;
  /** Whose session it is. */
  readonly principalId: string;
  /** Where it was opened from. */
  readonly address: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly expiresAt: number;
}

/** Sessions of a data folder. Hashes are SHA-256 in hex. */
export interface SessionRepository {
  /** Adds a session, forgets those that expired before `forgetBefore`, and keeps the `limit` last used. */
  add(
    session: StoredSession & { readonly hash: string },
    options: { readonly limit: number; readonly forgetBefore: number },
  ): Promise<void>;
  findByHash(hash: string): StoredSession | undefined;
  /** All sessions, the last used first. */
  list(): readonly StoredSession[];
  /** Notes a use and moves the end of the session, never backwards. */
  extend(id: string, lastUsedAt: number, expiresAt: number): Promise<void>;
  /** Ends a session. Answers its hash, or undefined when there is no such session. */
  remove(id: string): Promise<string | undefined>;
}

const COLUMNS = 'id, principal_id, address, created_at, last_used_at, expires_at';

function toStoredSession(row: Row): StoredSession {
  return {
    id: String(row.id),
    principalId: String(row.principal_id),
    address: String(row.address),
    createdAt: Number(row.created_at),
    lastUsedAt: Number(row.last_used_at),
    expiresAt: Number(row.expires_at),
  };
}

/** Sessions of a store. */
export function createSessionRepository(store: Store): SessionRepository {
  return {
    async add(session, { limit, forgetBefore }) {
      const { hash, id, principalId, address, createdAt, lastUsedAt, expiresAt } = session;
      await store.write([
        { sql: 'DELETE FROM sessions WHERE expires_at < ?', parameters: [forgetBefore] },
        {
          sql: `DELETE FROM sessions WHERE id IN
                  (SELECT id FROM sessions ORDER BY last_used_at DESC, id LIMIT -1 OFFSET ?)`,
          parameters: [Math.max(0, limit - 1)],
        },
        {
          sql: `INSERT INTO sessions (hash, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
          parameters: [hash, id, principalId, address, createdAt, lastUsedAt, expiresAt],
        },
      ]);
    },
    findByHash(hash) {
      const row = store.get(`SELECT ${COLUMNS} FROM sessions WHERE hash = ?`, [hash]);
      return row === undefined ? undefined : toStoredSession(row);
    },
    list: () => store.all(`SELECT ${COLUMNS} FROM sessions ORDER BY last_used_at DESC, id`).map(toStoredSession),
    async extend(id, lastUsedAt, expiresAt) {
      await store.write([
        {
          sql: `UPDATE sessions SET last_used_at = max(last_used_at, ?2), expires_at = max(expires_at, ?3) WHERE id = ?1`,
          parameters: [id, lastUsedAt, expiresAt],
        },
      ]);
    },
    async remove(id) {
      const [result] = await store.write([
        { sql: 'DELETE FROM sessions WHERE id = ? RETURNING hash', parameters: [id] },
      ]);
      const hash = result?.rows[0]?.hash;
      return typeof hash === 'string' ? hash : undefined;
    },
  };
}
