import type { Migration } from './migration.ts';

/**
 * Workflows, runs and their journals.
 *
 * A run has a number `n`, given in the order runs became durable: lists are ordered by it, and every index ends with it for free.
 * A journal row holds consecutive events of a run; `key` is `n << 32 | seq of the first event`, so that a run's rows are neighbours.
 * As a rowid table its rows of 1-4 KB stay whole in a leaf page; the same table WITHOUT ROWID was twice as large and 40 % slower
 * at 4 KB pages (it spills a row above a quarter page).
 */
export const foundation: Migration = {
  id: 1,
  name: 'foundation',
  sql: `
    CREATE TABLE workflows (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      description TEXT,
      tags TEXT NOT NULL DEFAULT '[]',
      current_version INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      deleted_at INTEGER
    ) WITHOUT ROWID;

    CREATE TABLE workflow_versions (
      workflow_id TEXT NOT NULL REFERENCES workflows(id) ON DELETE CASCADE,
      version INTEGER NOT NULL,
      document TEXT NOT NULL,
      hash TEXT NOT NULL,
      author TEXT,
      message TEXT,
      created_at INTEGER NOT NULL,
      PRIMARY KEY (workflow_id, version)
    );

    CREATE TABLE runs (
      n INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      workflow_id TEXT NOT NULL,
      version INTEGER NOT NULL,
      status TEXT NOT NULL,
      priority INTEGER NOT NULL,
      trigger_kind TEXT NOT NULL,
      parent_id TEXT,
      parent_path TEXT,
      idempotency_key TEXT,
      owner TEXT,
      created_at INTEGER NOT NULL,
      started_at INTEGER,
      finished_at INTEGER,
      output TEXT,
      output_blob TEXT,
      error TEXT
    );
    CREATE INDEX runs_by_workflow ON runs (workflow_id, status);
    CREATE INDEX runs_by_status ON runs (status);
    CREATE INDEX runs_by_parent ON runs (parent_id) WHERE parent_id IS NOT NULL;
    CREATE UNIQUE INDEX runs_by_key ON runs (workflow_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
    CREATE INDEX runs_unfinished ON runs (owner) WHERE status IN ('queued', 'running', 'waiting', 'uncertain');

    CREATE TABLE journal (
      key INTEGER PRIMARY KEY,
      count INTEGER NOT NULL,
      events TEXT NOT NULL,
      blobs TEXT
    );

    CREATE TABLE blobs (
      hash TEXT NOT NULL PRIMARY KEY,
      size INTEGER NOT NULL,
      encoding TEXT NOT NULL,
      data BLOB NOT NULL
    );

    CREATE TABLE blob_refs (
      run_n INTEGER NOT NULL REFERENCES runs(n) ON DELETE CASCADE,
      hash TEXT NOT NULL REFERENCES blobs(hash),
      PRIMARY KEY (run_n, hash)
    ) WITHOUT ROWID;
    CREATE INDEX blob_refs_by_hash ON blob_refs (hash);

    CREATE TABLE waits (
      run_n INTEGER NOT NULL REFERENCES runs(n) ON DELETE CASCADE,
      path TEXT NOT NULL,
      kind TEXT NOT NULL,
      due_at INTEGER,
      token TEXT,
      PRIMARY KEY (run_n, path)
    ) WITHOUT ROWID;
    CREATE INDEX waits_by_due ON waits (due_at) WHERE due_at IS NOT NULL;
    CREATE INDEX waits_by_token ON waits (token) WHERE token IS NOT NULL;

    CREATE TABLE hosts (
      id TEXT NOT NULL PRIMARY KEY,
      pid INTEGER NOT NULL,
      pid_start TEXT,
      machine TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      heartbeat_at INTEGER NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE run_requests (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      payload TEXT NOT NULL,
      created_at INTEGER NOT NULL
    );
    CREATE INDEX run_requests_by_run ON run_requests (run_id);

    CREATE TABLE settings (
      key TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE data_folder (placeholder_key TEXT NOT NULL);
    INSERT INTO data_folder (placeholder_key) VALUES (hex(randomblob(32)));
  `,
};
