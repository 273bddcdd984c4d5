import type { JsonValue } from '#contract/json.ts';
import type { Row } from './statement.ts';
import type { Store } from './store.ts';

/** An output that stands in for what a step would give. */
export interface Pin {
  readonly stepId: string;
  readonly output: JsonValue;
  /** Milliseconds since 1970 (UTC). */
  readonly pinnedAt: number;
  readonly pinnedBy: string | undefined;
}

/** Pinned outputs of workflows. They belong to a workflow, not to one version of it. */
export interface PinRepository {
  /** All pins of a workflow, by step. */
  list(workflowId: string): readonly Pin[];
  /** How many pins a workflow has besides that of a step, and how long their JSON texts are together. */
  measure(workflowId: string, butStepId: string): { readonly count: number; readonly length: number };
  /** Pins an output, in place of one pinned before. */
  set(workflowId: string, stepId: string, output: JsonValue, by?: string): Promise<Pin>;
  /** Whether there was such a pin. */
  remove(workflowId: string, stepId: string): Promise<boolean>;
  removeAll(workflowId: string): Promise<void>;
}

function toPin(row: Row): Pin {
  return {
    stepId: String(row.step_id),
    output: JSON.parse(String(row.output)) as JsonValue,
    pinnedAt: Number(row.pinned_at),
    pinnedBy: typeof row.pinned_by === 'string' ? row.pinned_by : undefined,
  };
}

/** Pins of a store; `now` gives the time in milliseconds since 1970. */
export function createPinRepository(store: Store, now: () => number = Date.now): PinRepository {
  return {
    list(workflowId) {
      const sql = 'SELECT step_id, output, pinned_at, pinned_by FROM step_pins WHERE workflow_id = ? ORDER BY step_id';
      return store.all(sql, [workflowId]).map(toPin);
    },
    measure(workflowId, butStepId) {
      const sql = `SELECT count(*) AS count, coalesce(sum(length(output)), 0) AS length FROM step_pins
                   WHERE workflow_id = ? AND step_id <> ?`;
      const row = store.get(sql, [workflowId, butStepId]);
      return { count: Number(row?.count ?? 0), length: Number(row?.length ?? 0) };
    },
    async set(workflowId, stepId, output, by) {
      const pinnedAt = now();
      await store.write([
        {
          sql: `INSERT INTO step_pins (workflow_id, step_id, output, pinned_at, pinned_by) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET output = excluded.output, pinned_at = excluded.pinned_at, pinned_by = excluded.pinned_by`,
          parameters: [workflowId, stepId, JSON.stringify(output), pinnedAt, by ?? null],
        },
      ]);
      return { stepId, output, pinnedAt, pinnedBy: by };
    },
    async remove(workflowId, stepId) {
      const [result] = await store.write([
        { sql: 'DELETE FROM step_pins WHERE workflow_id = ? AND step_id = ?', parameters: [workflowId, stepId] },
      ]);
      return (result?.changes ?? 0) > 0;
    },
    async removeAll(workflowId) {
      await store.write([{ sql: 'DELETE FROM step_pins WHERE workflow_id = ?', parameters: [workflowId] }]);
    },
  };
}
