import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { Row } from './statement.ts';
import type { Store } from './store.ts';

/** How the draft of a workflow is, without its document. */
export interface DraftState {
  readonly workflowId: string;
  /** Grows with every save and every end of a draft of this workflow. */
  readonly revision: number;
  /** Version it started from; 0 when the workflow was never saved. */
  readonly baseVersion: number;
  /** False when it was discarded: only its revision is left. */
  readonly exists: boolean;
  /** Milliseconds since 1970 (UTC). */
  readonly updatedAt: number;
  readonly updatedBy: string;
  /** Which window of a browser did it. */
  readonly window: string | undefined;
}

/** A draft. Its document may be anything: what is half done has errors. */
export interface StoredDraft extends DraftState {
  readonly workflow: JsonObject;
}

/** A document to keep as the draft of a workflow. */
export interface DraftChange {
  readonly workflow: JsonObject;
  readonly baseVersion: number;
  /** Revision it was made from; 0 when there must be no draft. */
  readonly expectedRevision: number;
  readonly by: string;
  readonly window?: string | undefined;
}

/** One draft for each workflow, saved or not. */
export interface DraftRepository {
  find(workflowId: string): StoredDraft | undefined;
  /** The state of a draft, discarded ones included. */
  findState(workflowId: string): DraftState | undefined;
  /** When the draft was saved last; undefined when there is none. */
  findUpdatedAt(workflowId: string): number | undefined;
  /** Drafts there are, the last saved first, with the name in their document. */
  list(limit: number): readonly (DraftState & { readonly name: string | undefined })[];
  /** @throws AppError conflict with `data.revision` when another revision is current (0: no draft) */
  save(workflowId: string, change: DraftChange): Promise<{ readonly revision: number; readonly updatedAt: number }>;
  /** Ends a draft; one that is not there is left alone. @throws AppError conflict as `save` does */
  discard(
    workflowId: string,
    options: {
      readonly expectedRevision?: number | undefined;
      readonly by: string;
      readonly window?: string | undefined;
    },
  ): Promise<void>;
}

const STATE =
  'workflow_id, revision, base_version, document IS NOT NULL AS is_there, updated_at, updated_by, window_id';

function toState(row: Row): DraftState {
  return {
    workflowId: String(row.workflow_id),
    revision: Number(row.revision),
    baseVersion: Number(row.base_version),
    exists: Number(row.is_there) === 1,
    updatedAt: Number(row.updated_at),
    updatedBy: String(row.updated_by),
    window: typeof row.window_id === 'string' ? row.window_id : undefined,
  };
}

/** Drafts of a store; `now` gives the time in milliseconds since 1970. */
export function createDraftRepository(store: Store, now: () => number = Date.now): DraftRepository {
  function findState(workflowId: string): DraftState | undefined {
    const row = store.get(`SELECT ${STATE} FROM workflow_drafts WHERE workflow_id = ?`, [workflowId]);
    return row === undefined ? undefined : toState(row);
  }

  function toConflict(workflowId: string, expected: number): AppError {
    const state = findState(workflowId);
    const revision = state?.exists === true ? state.revision : 0;
    const found = revision === 0 ? 'there is no draft' : `its revision is ${revision}`;
    return new AppError(
      'conflict',
      `The draft of "${workflowId}" was not changed: revision ${expected} was expected, but ${found}. Load it again, and repeat the change.`,
      { data: { expectedRevision: expected, revision } },
    );
  }

  return {
    findState,
    find(workflowId) {
      const row = store.get(`SELECT ${STATE}, document FROM workflow_drafts WHERE workflow_id = ?`, [workflowId]);
      if (row === undefined || typeof row.document !== 'string') return undefined;
      // Only objects are saved.
      return { ...toState(row), workflow: JSON.parse(row.document) as JsonObject };
    },
    findUpdatedAt(workflowId) {
      const state = findState(workflowId);
      return state?.exists === true ? state.updatedAt : undefined;
    },
    list(limit) {
      const sql = `SELECT ${STATE}, json_extract(document, '$.name') AS name FROM workflow_drafts
                   WHERE document IS NOT NULL ORDER BY updated_at DESC, workflow_id LIMIT ?`;
      return store
        .all(sql, [limit])
        .map((row) => ({ ...toState(row), name: typeof row.name === 'string' ? row.name : undefined }));
    },
    async save(workflowId, { workflow, baseVersion, expectedRevision, by, window }) {
      const updatedAt = now();
      try {
        const [result] = await store.write([
          {
            sql: `INSERT INTO workflow_drafts (workflow_id, revision, base_version, document, updated_at, updated_by, window_id)
                  SELECT ?1, 1, ?2, ?3, ?4, ?5, ?6 WHERE ?7 = 0 OR EXISTS (SELECT 1 FROM workflow_drafts WHERE workflow_id = ?1)
                  ON CONFLICT DO UPDATE SET revision = revision + 1, base_version = excluded.base_version, document = excluded.document,
                    updated_at = excluded.updated_at, updated_by = excluded.updated_by, window_id = excluded.window_id
                  WHERE CASE WHEN workflow_drafts.document IS NULL THEN 0 ELSE workflow_drafts.revision END = ?7
                  RETURNING revision`,
            parameters: [
              workflowId,
              baseVersion,
              JSON.stringify(workflow),
              updatedAt,
              by,
              window ?? null,
              expectedRevision,
            ],
            mustChange: true,
          },
        ]);
        return { revision: Number(result?.rows[0]?.revision), updatedAt };
      } catch (error) {
        if (error instanceof AppError && error.code === 'conflict') throw toConflict(workflowId, expectedRevision);
        throw error;
      }
    },
    async discard(workflowId, { expectedRevision, by, window }) {
      const [result] = await store.write([
        {
          sql: `UPDATE workflow_drafts SET revision = revision + 1, document = NULL, updated_at = ?2, updated_by = ?3, window_id = ?4
                WHERE workflow_id = ?1 AND document IS NOT NULL AND (?5 IS NULL OR revision = ?5)`,
          parameters: [workflowId, now(), by, window ?? null, expectedRevision ?? null],
        },
      ]);
      const refused = result?.changes === 0 && expectedRevision !== undefined && findState(workflowId)?.exists === true;
      if (refused) throw toConflict(workflowId, expectedRevision);
    },
  };
}
