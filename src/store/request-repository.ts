import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import type { Row } from './statement.ts';
import type { Store } from './store.ts';

/** Something another process of the same data folder asks the owner of a run for. */
export interface RunRequest {
  readonly id: number;
  readonly runId: string;
  readonly kind: string;
  readonly payload: JsonValue;
  readonly createdAt: number;
}

/** The mailbox between processes of one data folder. */
export interface RequestRepository {
  /** Leaves a request for whoever drives the run. Throws `run-not-found`. Resolves to the request's id. */
  post(runId: string, kind: string, payload: JsonValue): Promise<number>;
  /** Requests for runs that `owner` drives, oldest first. */
  listFor(owner: string, limit: number): readonly RunRequest[];
  /** Whether the request is still unanswered. */
  isOpen(id: number): boolean;
  /** Takes requests out of the mailbox. */
  remove(ids: readonly number[]): Promise<void>;
  /** Takes out requests nobody answered before that time. */
  removeOlder(before: number): Promise<number>;
}

function toRequest(row: Row): RunRequest {
  return {
    id: Number(row.id),
    runId: String(row.run_id),
    kind: String(row.kind),
    payload: JSON.parse(String(row.payload)) as JsonValue,
    createdAt: Number(row.created_at),
  };
}

/** Requests of a store; `now` gives the time in milliseconds since 1970. */
export function createRequestRepository(store: Store, now: () => number = Date.now): RequestRepository {
  return {
    async post(runId, kind, payload) {
      const [result] = await store.write([
        {
          sql: `INSERT INTO run_requests (run_id, kind, payload, created_at)
                SELECT id, ?2, ?3, ?4 FROM runs WHERE id = ?1 RETURNING id`,
          parameters: [runId, kind, JSON.stringify(payload), now()],
        },
      ]);
      const id = result?.rows[0]?.id;
      if (id === undefined) throw new AppError('run-not-found', `There is no run ${runId}. Check the id.`);
      return Number(id);
    },
    listFor(owner, limit) {
      return store
        .all(
          `SELECT q.* FROM run_requests q CROSS JOIN runs r ON r.id = q.run_id WHERE r.owner = ? ORDER BY q.id LIMIT ?`,
          [owner, Math.max(0, limit)],
        )
        .map(toRequest);
    },
    isOpen: (id) => store.get('SELECT 1 FROM run_requests WHERE id = ?', [id]) !== undefined,
    async remove(ids) {
      await store.write([
        {
          sql: 'DELETE FROM run_requests WHERE id IN (SELECT value FROM json_each(?))',
          parameters: [JSON.stringify(ids)],
        },
      ]);
    },
    async removeOlder(before) {
      const [result] = await store.write([
        { sql: 'DELETE FROM run_requests WHERE created_at < ?', parameters: [before] },
      ]);
      return result?.changes ?? 0;
    },
  };
}
