import { createHash } from 'node:crypto';
import { AppError } from '#contract/app-error.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { Row, SqlValue } from './statement.ts';
import type { Store } from './store.ts';

/** A workflow as the list knows it. */
export interface WorkflowRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly tags: readonly string[];
  readonly currentVersion: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** One saved version, without its document. */
export interface VersionRecord {
  readonly workflowId: string;
  readonly version: number;
  /** SHA-256 of the document's JSON text. */
  readonly hash: string;
  readonly author: string | undefined;
  readonly message: string | undefined;
  readonly createdAt: number;
}

/** One saved version. */
export interface StoredVersion extends VersionRecord {
  readonly document: Workflow;
}

/** What a save needs to know. */
export interface SaveOptions {
  /** Refuses with `conflict` when another version is current; 0 means that there must be none yet. */
  readonly expectedVersion?: number;
  readonly author?: string;
  readonly message?: string;
}

/** Which workflows to list, by id or the last saved first. */
export interface WorkflowFilter {
  /** `id` by default. */
  readonly sort?: 'id' | 'updated';
  /** Part of the id or name, in any case. */
  readonly search?: string;
  readonly tag?: string;
  /** Only those after this one (a cursor): by `updated` the time counts too. */
  readonly after?: { readonly id: string; readonly updatedAt?: number };
  readonly limit: number;
}

/** Workflows and their versions. Nothing saved is ever overwritten. */
export interface WorkflowRepository {
  /** Saves a validated document as the next version. One equal to the current version makes none: `isNew` is false. */
  save(document: Workflow, options?: SaveOptions): Promise<VersionRecord & { readonly isNew: boolean }>;
  /** The current version of a workflow that is not deleted. */
  findCurrent(id: string): StoredVersion | undefined;
  /** Any version, of deleted workflows too: runs pin theirs. */
  findVersion(id: string, version: number): StoredVersion | undefined;
  find(id: string): WorkflowRecord | undefined;
  list(filter: WorkflowFilter): readonly WorkflowRecord[];
  /** Tags of workflows, the most used first. */
  listTags(): readonly { readonly tag: string; readonly count: number }[];
  /** Versions, newest first. */
  listVersions(
    id: string,
    options: { readonly beforeVersion?: number; readonly limit: number },
  ): readonly VersionRecord[];
  /** Saves an old version again, as the newest. Throws `version-not-found`. */
  rollback(id: string, version: number, options?: SaveOptions): Promise<VersionRecord & { readonly isNew: boolean }>;
  /** Hides a workflow; its versions stay for its runs, and saving it again brings it back. Throws `workflow-not-found`. */
  remove(id: string): Promise<void>;
}

const RECORD_COLUMNS = 'id, name, description, tags, current_version, created_at, updated_at';
const VERSION_COLUMNS = 'workflow_id, version, hash, author, message, v.created_at';

const toText = (value: SqlValue | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

function toWorkflowRecord(row: Row): WorkflowRecord {
  return {
    id: String(row.id),
    name: String(row.name),
    description: toText(row.description),
    tags: JSON.parse(String(row.tags)) as readonly string[],
    currentVersion: Number(row.current_version),
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
  };
}

function toVersionRecord(row: Row): VersionRecord {
  return {
    workflowId: String(row.workflow_id),
    version: Number(row.version),
    hash: String(row.hash),
    author: toText(row.author),
    message: toText(row.message),
    createdAt: Number(row.created_at),
  };
}

function toStoredVersion(row: Row | undefined): StoredVersion | undefined {
  if (row === undefined) return undefined;
  // Only validated documents are saved.
  return { ...toVersionRecord(row), document: JSON.parse(String(row.document)) as Workflow };
}

function toConflict(id: string, expected: number | undefined, current: number | undefined): AppError {
  const found = current === undefined ? 'there is no such workflow' : `its current version is ${current}`;
  return new AppError(
    'conflict',
    `The workflow "${id}" was not saved: the change was made to version ${expected ?? '?'}, but ${found}. Load it again, repeat the change, and save.`,
    { data: { expectedVersion: expected ?? null, currentVersion: current ?? null } },
  );
}

/** Escapes what LIKE treats as special. */
const toPattern = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`;

/** Workflows of a store; `now` gives the time in milliseconds since 1970. */
export function createWorkflowRepository(store: Store, now: () => number = Date.now): WorkflowRepository {
  function find(id: string): WorkflowRecord | undefined {
    const row = store.get(`SELECT ${RECORD_COLUMNS} FROM workflows WHERE id = ? AND deleted_at IS NULL`, [id]);
    return row === undefined ? undefined : toWorkflowRecord(row);
  }

  function findVersion(id: string, version: number): StoredVersion | undefined {
    const sql = `SELECT ${VERSION_COLUMNS}, document FROM workflow_versions v WHERE workflow_id = ? AND version = ?`;
    return toStoredVersion(store.get(sql, [id, version]));
  }

  function findCurrent(id: string): StoredVersion | undefined {
    const sql = `SELECT ${VERSION_COLUMNS}, document FROM workflow_versions v JOIN workflows w ON w.id = v.workflow_id AND w.current_version = v.version
                 WHERE w.id = ? AND w.deleted_at IS NULL`;
    return toStoredVersion(store.get(sql, [id]));
  }

  async function insertVersion(
    document: Workflow,
    text: string,
    hash: string,
    options: SaveOptions,
  ): Promise<VersionRecord> {
    const { id, name, description, tags } = document;
    const { author, message, expectedVersion: expected } = options;
    const at = now();
    const [, updated] = await store.write([
      {
        sql: `INSERT INTO workflows (id, name, current_version, created_at, updated_at) SELECT ?1, ?2, 0, ?3, ?3
              WHERE ?4 IS NULL OR ?4 = 0 ON CONFLICT DO NOTHING`,
        parameters: [id, name, at, expected ?? null],
      },
      {
        sql: `UPDATE workflows SET name = ?2, description = ?3, tags = ?4, current_version = current_version + 1, updated_at = ?5, deleted_at = NULL
              WHERE id = ?1 AND (?6 IS NULL OR current_version = ?6 OR (?6 = 0 AND deleted_at IS NOT NULL)) RETURNING current_version AS version`,
        parameters: [id, name, description ?? null, JSON.stringify(tags ?? []), at, expected ?? null],
        mustChange: true,
      },
      {
        sql: `INSERT INTO workflow_versions (workflow_id, version, document, hash, author, message, created_at)
              SELECT id, current_version, ?2, ?3, ?4, ?5, ?6 FROM workflows WHERE id = ?1`,
        parameters: [id, text, hash, author ?? null, message ?? null, at],
      },
    ]);
    return { workflowId: id, version: Number(updated?.rows[0]?.version), hash, author, message, createdAt: at };
  }

  async function save(
    document: Workflow,
    options: SaveOptions = {},
  ): Promise<VersionRecord & { readonly isNew: boolean }> {
    const { id } = document;
    const { expectedVersion } = options;
    const text = JSON.stringify(document);
    const hash = createHash('sha256').update(text).digest('hex');
    const current = findCurrent(id);
    if (expectedVersion !== undefined && expectedVersion !== (current?.version ?? 0)) {
      throw toConflict(id, expectedVersion, current?.version);
    }
    if (current?.hash === hash) {
      const { document: _, ...record } = current;
      return { ...record, isNew: false };
    }
    try {
      return { ...(await insertVersion(document, text, hash, options)), isNew: true };
    } catch (error) {
      if (error instanceof AppError && error.code === 'conflict')
        throw toConflict(id, expectedVersion, find(id)?.currentVersion);
      throw error;
    }
  }

  return {
    save,
    findCurrent,
    findVersion,
    find,
    list({ search, tag, sort = 'id', after, limit }) {
      const [place, order] =
        sort === 'id' ? ['id > ?', 'id'] : ['(updated_at, id) < (?, ?)', 'updated_at DESC, id DESC'];
      const from = sort === 'id' ? [after?.id ?? ''] : [after?.updatedAt ?? Number.MAX_SAFE_INTEGER, after?.id ?? ''];
      const sql = `SELECT ${RECORD_COLUMNS} FROM workflows WHERE deleted_at IS NULL AND ${place}
                   AND (id LIKE ? ESCAPE '\\' OR name LIKE ? ESCAPE '\\')
                   AND (? IS NULL OR EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ?)) ORDER BY ${order} LIMIT ?`;
      const pattern = toPattern(search ?? '');
      return store
        .all(sql, [...from, pattern, pattern, tag ?? null, tag ?? null, Math.max(0, limit)])
        .map(toWorkflowRecord);
    },
    listTags() {
      const sql = `SELECT tag.value AS tag, count(DISTINCT w.id) AS count FROM workflows w, json_each(w.tags) tag
                   WHERE w.deleted_at IS NULL GROUP BY tag.value ORDER BY count DESC, tag.value`;
      return store.all(sql).map((row) => ({ tag: String(row.tag), count: Number(row.count) }));
    },
    listVersions(id, { beforeVersion, limit }) {
      const sql = `SELECT ${VERSION_COLUMNS} FROM workflow_versions v WHERE workflow_id = ? AND version < ? ORDER BY version DESC LIMIT ?`;
      return store.all(sql, [id, beforeVersion ?? Number.MAX_SAFE_INTEGER, Math.max(0, limit)]).map(toVersionRecord);
    },
    async rollback(id, version, options = {}) {
      const old = findVersion(id, version);
      if (old === undefined) {
        throw new AppError(
          'version-not-found',
          `The workflow "${id}" has no version ${version}. Look at its versions first.`,
        );
      }
      return save(old.document, { message: `Back to version ${version}`, ...options });
    },
    async remove(id) {
      const [result] = await store.write([
        { sql: 'UPDATE workflows SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NULL', parameters: [id, now()] },
      ]);
      if (result?.changes === 0)
        throw new AppError('workflow-not-found', `There is no workflow "${id}". Check the id.`);
    },
  };
}
