import type { Migration } from './migration.ts';

/**
 * Active workflow versions and what their triggers need to go on after a restart.
 *
 * Runs that ended are noted by the database itself, in the transaction that ends them and only while somebody listens for such an end:
 * whichever process ended the run, and whenever it or the listener dies, the note is there until it was acted on.
 */
export const triggers: Migration = {
  id: 3,
  name: 'triggers',
  sql: `
    CREATE TABLE activations (
      workflow_id TEXT NOT NULL PRIMARY KEY,
      version INTEGER NOT NULL,
      activated_at INTEGER NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE schedules (
      workflow_id TEXT NOT NULL REFERENCES activations(workflow_id) ON DELETE CASCADE,
      step_id TEXT NOT NULL,
      spec TEXT NOT NULL,
      paused INTEGER NOT NULL DEFAULT 0,
      cursor_at INTEGER NOT NULL,
      last_at INTEGER,
      last_run_id TEXT,
      queued TEXT NOT NULL DEFAULT '[]',
      PRIMARY KEY (workflow_id, step_id)
    ) WITHOUT ROWID;

    CREATE TABLE run_listeners (
      workflow_id TEXT NOT NULL REFERENCES activations(workflow_id) ON DELETE CASCADE,
      step_id TEXT NOT NULL,
      source TEXT NOT NULL,
      status TEXT NOT NULL,
      PRIMARY KEY (status, source, workflow_id, step_id)
    ) WITHOUT ROWID;
    CREATE INDEX run_listeners_by_workflow ON run_listeners (workflow_id);

    CREATE TABLE finished_runs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run_id TEXT NOT NULL
    );

    CREATE TRIGGER note_run_created_finished AFTER INSERT ON runs
    WHEN NEW.finished_at IS NOT NULL AND NEW.trigger_kind <> 'import'
      AND EXISTS (SELECT 1 FROM run_listeners WHERE status = NEW.status AND source IN ('', NEW.workflow_id))
    BEGIN
      INSERT INTO finished_runs (run_id) VALUES (NEW.id);
    END;

    CREATE TRIGGER note_run_finished AFTER UPDATE OF finished_at ON runs
    WHEN NEW.finished_at IS NOT NULL AND OLD.finished_at IS NULL
      AND EXISTS (SELECT 1 FROM run_listeners WHERE status = NEW.status AND source IN ('', NEW.workflow_id))
    BEGIN
      INSERT INTO finished_runs (run_id) VALUES (NEW.id);
    END;

    CREATE TABLE leases (
      name TEXT NOT NULL PRIMARY KEY,
      owner TEXT NOT NULL,
      expires_at INTEGER NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE trigger_revision (revision INTEGER NOT NULL);
    INSERT INTO trigger_revision (revision) VALUES (0);
  `,
};
