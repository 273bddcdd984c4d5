import type { Row, Statement } from './statement.ts';
import type { Store } from './store.ts';

/** A workflow version whose triggers fire. */
export interface ActivationRecord {
  readonly workflowId: string;
  readonly version: number;
  readonly activatedAt: number;
}

/** What a schedule remembers. Times are milliseconds since 1970 (UTC). */
export interface ScheduleRecord {
  readonly workflowId: string;
  readonly stepId: string;
  readonly paused: boolean;
  /** Every time up to this one was decided about. */
  readonly cursorAt: number;
  readonly lastAt: number | undefined;
  readonly lastRunId: string | undefined;
  /** Times that wait for the end of the run before, oldest first. */
  readonly queued: readonly number[];
}

/** What of a schedule changes when it fires. */
export type ScheduleProgress = Pick<ScheduleRecord, 'cursorAt' | 'lastAt' | 'lastRunId' | 'queued'>;

/** What an activation brings. */
export interface NewActivation extends ActivationRecord {
  /** `spec` says when a schedule fires: while it stays the same, so does what the schedule remembers. */
  readonly schedules: readonly { readonly stepId: string; readonly spec: string }[];
  /** Ends of runs that are waited for; `source` is a workflow, or empty for all. */
  readonly listeners: readonly { readonly stepId: string; readonly source: string; readonly status: string }[];
}

/** A run that ended while somebody listened for such an end. */
export interface FinishedRun {
  readonly id: number;
  readonly runId: string;
}

/** What a lease needs to know. Owners are hosts of the data folder; a lease of one that is entered nowhere is free. */
export interface LeaseRequest {
  readonly name: string;
  readonly owner: string;
  readonly ttlMs: number;
  /** Owners whose process is gone: theirs may be taken at once. */
  readonly deadOwners: readonly string[];
}

/** Active workflow versions of a data folder, and what their triggers remember. */
export interface TriggerRepository {
  /** A number that grows whenever what is active or paused changes, by whichever process. */
  revision(): number;
  /** Activations of workflows that are not deleted, oldest first. */
  listActivations(): readonly ActivationRecord[];
  activate(activation: NewActivation): Promise<void>;
  /** False when the workflow was not active. */
  deactivate(workflowId: string): Promise<boolean>;
  listSchedules(): readonly ScheduleRecord[];
  findSchedule(workflowId: string, stepId: string): ScheduleRecord | undefined;
  saveProgress(workflowId: string, stepId: string, progress: ScheduleProgress): Promise<void>;
  /** Times up to `cursorAt` no longer count. */
  setPaused(workflowId: string, stepId: string, paused: boolean, cursorAt: number): Promise<void>;
  /** Runs that ended, in the order they did. */
  listFinishedRuns(limit: number): readonly FinishedRun[];
  removeFinishedRuns(ids: readonly number[]): Promise<void>;
  /** Takes or prolongs a lease; false while another living process has it. */
  takeLease(request: LeaseRequest): Promise<boolean>;
  releaseLease(name: string, owner: string): Promise<void>;
}

function toScheduleRecord(row: Row): ScheduleRecord {
  return {
    workflowId: String(row.workflow_id),
    stepId: String(row.step_id),
    paused: row.paused === 1,
    cursorAt: Number(row.cursor_at),
    lastAt: row.last_at === null ? undefined : Number(row.last_at),
    lastRunId: typeof row.last_run_id === 'string' ? row.last_run_id : undefined,
    queued: JSON.parse(String(row.queued)) as readonly number[],
  };
}

const BUMP: Statement = { sql: 'UPDATE trigger_revision SET revision = revision + 1' };

function toActivationStatements(activation: NewActivation): readonly Statement[] {
  const { workflowId, version, activatedAt, schedules, listeners } = activation;
  return [
    {
      sql: `INSERT INTO activations (workflow_id, version, activated_at) VALUES (?, ?, ?)
            ON CONFLICT (workflow_id) DO UPDATE SET version = excluded.version, activated_at = excluded.activated_at`,
      parameters: [workflowId, version, activatedAt],
    },
    {
      sql: 'DELETE FROM schedules WHERE workflow_id = ? AND step_id NOT IN (SELECT value FROM json_each(?))',
      parameters: [workflowId, JSON.stringify(schedules.map(({ stepId }) => stepId))],
    },
    ...schedules.map(({ stepId, spec }) => ({
      sql: `INSERT INTO schedules (workflow_id, step_id, spec, cursor_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (workflow_id, step_id) DO UPDATE SET
              cursor_at = CASE WHEN spec = excluded.spec THEN cursor_at ELSE excluded.cursor_at END,
              queued = CASE WHEN spec = excluded.spec THEN queued ELSE '[]' END, spec = excluded.spec`,
      parameters: [workflowId, stepId, spec, activatedAt],
    })),
    { sql: 'DELETE FROM run_listeners WHERE workflow_id = ?', parameters: [workflowId] },
    ...listeners.map(({ stepId, source, status }) => ({
      sql: 'INSERT OR IGNORE INTO run_listeners (workflow_id, step_id, source, status) VALUES (?, ?, ?, ?)',
      parameters: [workflowId, stepId, source, status],
    })),
    BUMP,
  ];
}

/** Triggers of a store; `now` gives the time in milliseconds since 1970. */
export function createTriggerRepository(store: Store, now: () => number = Date.now): TriggerRepository {
  return {
    revision: () => Number(store.get('SELECT revision FROM trigger_revision')?.revision ?? 0),
    listActivations: () =>
      store
        .all(
          `SELECT a.workflow_id, a.version, a.activated_at FROM activations a JOIN workflows w ON w.id = a.workflow_id
           WHERE w.deleted_at IS NULL ORDER BY a.activated_at, a.workflow_id`,
        )
        .map((row) => ({
          workflowId: String(row.workflow_id),
          version: Number(row.version),
          activatedAt: Number(row.activated_at),
        })),
    async activate(activation) {
      await store.write(toActivationStatements(activation));
    },
    async deactivate(workflowId) {
      const [result] = await store.write([
        { sql: 'DELETE FROM activations WHERE workflow_id = ?', parameters: [workflowId] },
        BUMP,
      ]);
      return result?.changes === 1;
    },
    listSchedules: () => store.all('SELECT * FROM schedules').map(toScheduleRecord),
    findSchedule(workflowId, stepId) {
      const row = store.get('SELECT * FROM schedules WHERE workflow_id = ? AND step_id = ?', [workflowId, stepId]);
      return row === undefined ? undefined : toScheduleRecord(row);
    },
    async saveProgress(workflowId, stepId, { cursorAt, lastAt, lastRunId, queued }) {
      await store.write([
        {
          sql: `UPDATE schedules SET cursor_at = ?3, last_at = ?4, last_run_id = ?5, queued = ?6
                WHERE workflow_id = ?1 AND step_id = ?2`,
          parameters: [workflowId, stepId, cursorAt, lastAt ?? null, lastRunId ?? null, JSON.stringify(queued)],
        },
      ]);
    },
    async setPaused(workflowId, stepId, paused, cursorAt) {
      await store.write([
        {
          sql: `UPDATE schedules SET paused = ?3, cursor_at = max(cursor_at, ?4), queued = '[]'
                WHERE workflow_id = ?1 AND step_id = ?2`,
          parameters: [workflowId, stepId, paused ? 1 : 0, cursorAt],
        },
        BUMP,
      ]);
    },
    listFinishedRuns: (limit) =>
      store
        .all('SELECT id, run_id FROM finished_runs ORDER BY id LIMIT ?', [Math.max(0, limit)])
        .map((row) => ({ id: Number(row.id), runId: String(row.run_id) })),
    async removeFinishedRuns(ids) {
      await store.write([
        {
          sql: 'DELETE FROM finished_runs WHERE id IN (SELECT value FROM json_each(?))',
          parameters: [JSON.stringify(ids)],
        },
      ]);
    },
    async takeLease({ name, owner, ttlMs, deadOwners }) {
      const at = now();
      // One that ends later than any could was written before the clock was set back.
      const [result] = await store.write([
        {
          sql: `INSERT INTO leases (name, owner, expires_at) VALUES (?1, ?2, ?3)
                ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at
                WHERE owner = excluded.owner OR expires_at <= ?4 OR expires_at > ?5
                   OR owner IN (SELECT value FROM json_each(?6)) OR owner NOT IN (SELECT id FROM hosts)
                RETURNING owner`,
          parameters: [name, owner, at + ttlMs, at, at + 2 * ttlMs, JSON.stringify(deadOwners)],
        },
      ]);
      return result?.rows.length === 1;
    },
    async releaseLease(name, owner) {
      await store.write([{ sql: 'DELETE FROM leases WHERE name = ? AND owner = ?', parameters: [name, owner] }]);
    },
  };
}
