import type { Migration } from './migration.ts';

/**
 * Lists of runs by any filter, open questions, and counts of runs by day.
 *
 * Lists go by the time runs were created. Each index holds what a list may be filtered by, then that time, so that the newest runs of each
 * combination are one short range: see list-runs-query.ts.
 *
 * `run_counts` outlives the runs it counts, so that usage is known beyond retention. The database keeps it by itself, in the transaction that
 * ends a run; imported runs do not count.
 */
export const runLists: Migration = {
  id: 4,
  name: 'run-lists',
  sql: `
    DROP INDEX runs_by_workflow;
    DROP INDEX runs_by_status;
    DROP INDEX runs_by_parent;
    CREATE INDEX runs_by_workflow ON runs (workflow_id, status, trigger_kind, created_at);
    CREATE INDEX runs_by_status ON runs (status, trigger_kind, created_at);
    CREATE INDEX runs_by_parent ON runs (parent_id, workflow_id, status, trigger_kind, created_at) WHERE parent_id IS NOT NULL;
    CREATE INDEX runs_by_created ON runs (created_at);

    CREATE INDEX waits_questions ON waits (run_n) WHERE kind IN ('approval', 'uncertain');

    CREATE TABLE run_counts (
      day INTEGER NOT NULL,
      workflow_id TEXT NOT NULL,
      status TEXT NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (day, workflow_id, status)
    ) WITHOUT ROWID;
    INSERT INTO run_counts (day, workflow_id, status, count)
      SELECT finished_at / 86400000, workflow_id, status, count(*) FROM runs WHERE finished_at IS NOT NULL GROUP BY 1, 2, 3;

    CREATE TRIGGER count_run_created_finished AFTER INSERT ON runs
    WHEN NEW.finished_at IS NOT NULL AND NEW.trigger_kind <> 'import'
    BEGIN
      INSERT INTO run_counts (day, workflow_id, status, count) VALUES (NEW.finished_at / 86400000, NEW.workflow_id, NEW.status, 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
    END;

    CREATE TRIGGER count_run_finished AFTER UPDATE OF finished_at ON runs
    WHEN NEW.finished_at IS NOT NULL AND OLD.finished_at IS NULL
    BEGIN
      INSERT INTO run_counts (day, workflow_id, status, count) VALUES (NEW.finished_at / 86400000, NEW.workflow_id, NEW.status, 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
    END;
  `,
};
