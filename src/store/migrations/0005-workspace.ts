import type { Migration } from './migration.ts';

/**
 * What people work on before it is a version: drafts, and outputs pinned to steps.
 *
 * A discarded draft leaves its row without a document, so that revisions go on counting: a window that missed the end of one draft cannot
 * take the next for it.
 */
export const workspace: Migration = {
  id: 5,
  name: 'workspace',
  sql: `
    CREATE TABLE workflow_drafts (
      workflow_id TEXT NOT NULL PRIMARY KEY,
      revision INTEGER NOT NULL,
      base_version INTEGER NOT NULL,
      document TEXT,
      updated_at INTEGER NOT NULL,
      updated_by TEXT NOT NULL,
      window_id TEXT
    );

    CREATE TABLE step_pins (
      workflow_id TEXT NOT NULL,
      step_id TEXT NOT NULL,
      output TEXT NOT NULL,
      pinned_at INTEGER NOT NULL,
      pinned_by TEXT,
      PRIMARY KEY (workflow_id, step_id)
    );

    CREATE INDEX workflows_by_update ON workflows (updated_at DESC, id DESC) WHERE deleted_at IS NULL;
  `,
};
