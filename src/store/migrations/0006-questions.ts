import type { Migration } from './migration.ts';

/**
 * What runs asked people, and how each question ended: the list of waits only knows the open ones.
 *
 * The journal's writer keeps it in the transaction that opens or closes the wait, so that it does not matter who answered, or how. Questions
 * go with their run.
 */
export const questions: Migration = {
  id: 6,
  name: 'questions',
  sql: `
    CREATE TABLE questions (
      id INTEGER PRIMARY KEY,
      run_n INTEGER NOT NULL REFERENCES runs(n) ON DELETE CASCADE,
      workflow_id TEXT NOT NULL,
      path TEXT NOT NULL,
      kind TEXT NOT NULL,
      title TEXT NOT NULL,
      asked_at INTEGER NOT NULL,
      closed_at INTEGER,
      outcome TEXT,
      closed_by TEXT,
      answer TEXT
    );
    CREATE INDEX questions_by_run ON questions (run_n, path);
    CREATE INDEX questions_by_close ON questions (closed_at) WHERE closed_at IS NOT NULL;
    CREATE INDEX questions_by_workflow ON questions (workflow_id, closed_at) WHERE closed_at IS NOT NULL;
  `,
};
