import type { JsonObject } from '#contract/json.ts';
import type { SqlValue } from '#store/statement.ts';
import type { Store } from '#store/store.ts';

/** A question to a person that has ended. */
export interface ClosedQuestion {
  readonly id: number;
  readonly runId: string;
  readonly workflowId: string;
  readonly path: string;
  readonly kind: 'approval' | 'uncertain';
  /** Empty for an uncertain effect. */
  readonly title: string;
  /** Times in milliseconds since 1970 (UTC). */
  readonly askedAt: number;
  readonly closedAt: number;
  readonly outcome: 'answered' | 'expired' | 'withdrawn';
  readonly by: string | undefined;
  /** `{approved, comment, answer}` of an approval, `{decision}` of an uncertain effect. */
  readonly answer: JsonObject | undefined;
}

/** Which closed questions to list, newest first. */
export interface ClosedQuestionFilter {
  readonly workflowId?: string;
  /** Only those after this one in the list. */
  readonly before?: Pick<ClosedQuestion, 'id' | 'closedAt'>;
  readonly limit: number;
}

/** What runs asked people. */
export interface QuestionHistory {
  /** Questions nobody has answered yet. */
  countOpen(): number;
  listClosed(filter: ClosedQuestionFilter): readonly ClosedQuestion[];
}

const COLUMNS =
  'id, (SELECT id FROM runs WHERE n = run_n), workflow_id, path, kind, title, asked_at, closed_at, outcome, closed_by, answer';

function toClosedQuestion(row: readonly SqlValue[]): ClosedQuestion {
  const [id, runId, workflowId, path, kind, title, askedAt, closedAt, outcome, by, answer] = row;
  return {
    id: Number(id),
    runId: String(runId),
    workflowId: String(workflowId),
    path: String(path),
    // The columns were written by this program from the same types.
    kind: String(kind) as ClosedQuestion['kind'],
    title: String(title),
    askedAt: Number(askedAt),
    closedAt: Number(closedAt),
    outcome: String(outcome) as ClosedQuestion['outcome'],
    by: typeof by === 'string' ? by : undefined,
    answer: typeof answer === 'string' ? (JSON.parse(answer) as JsonObject) : undefined,
  };
}

/** The questions of a store. */
export function createQuestionHistory(store: Store): QuestionHistory {
  return {
    countOpen() {
      const row = store.get("SELECT count(*) AS count FROM waits WHERE kind IN ('approval', 'uncertain')");
      return Number(row?.count ?? 0);
    },
    listClosed({ workflowId, before, limit }) {
      const conditions = [
        'closed_at IS NOT NULL',
        ...(workflowId === undefined ? [] : ['workflow_id = ?1']),
        ...(before === undefined ? [] : ['closed_at <= ?2 AND (closed_at < ?2 OR id < ?3)']),
      ];
      const sql = `SELECT ${COLUMNS} FROM questions WHERE ${conditions.join(' AND ')} ORDER BY closed_at DESC, id DESC LIMIT ?4`;
      return store
        .rows(sql, [workflowId ?? null, before?.closedAt ?? null, before?.id ?? null, Math.max(0, limit)])
        .map(toClosedQuestion);
    },
  };
}
