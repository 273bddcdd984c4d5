import type { Row, SqlValue } from './statement.ts';
import type { Store } from './store.ts';

/** An entry of the audit log as it is stored. */
export interface AuditRow {
  /** Place in the chain, from 1. */
  readonly seq: number;
  readonly at: number;
  readonly who: string;
  readonly what: string;
  readonly target: string | null;
  readonly outcome: string;
  readonly source: string;
  readonly requestId: string;
  readonly hash: string;
}

/** A place in the chain. */
export interface ChainPoint {
  readonly seq: number;
  readonly hash: string;
}

/** Both ends of the chain as the database remembers them. */
export interface ChainEnds {
  /** The last entry that was pruned; before that, where the chain began. */
  readonly anchor: ChainPoint;
  /** The newest entry. */
  readonly head: ChainPoint;
  /** Place of an entry up to the anchor or behind the head, where the product leaves none. */
  readonly stray: number | undefined;
}

/** Which entries to list. */
export interface AuditFilter {
  readonly who?: string | undefined;
  readonly what?: string | undefined;
  readonly target?: string | undefined;
  readonly outcome?: string | undefined;
  /** Not before this time, in milliseconds since 1970 (UTC). */
  readonly from?: number | undefined;
  /** Before this time. */
  readonly to?: number | undefined;
  /** Only entries after this one in the list (a cursor): its `seq`. */
  readonly beforeId?: number | undefined;
  readonly limit: number;
}

/** Rows of the audit log of a data folder. */
export interface AuditRepository {
  /** Undefined when the database no longer knows, or holds what the product never writes. */
  findEnds(): ChainEnds | undefined;
  /** Adds rows that follow the head. Rejects with `conflict` when another process added some first. */
  add(rows: readonly AuditRow[]): Promise<void>;
  /** Columns of rows in the order of the chain, as they are: see {@link CHAIN_COLUMNS}. */
  readChain(afterSeq: number, toSeq: number, limit: number): readonly (readonly SqlValue[])[];
  /** The newest first. */
  list(filter: AuditFilter): readonly AuditRow[];
  /** Times of the oldest rows, in the order of the chain. */
  readOldest(limit: number): readonly ChainTime[];
  /** Deletes rows up to that one, which becomes the anchor. Answers how many went. */
  removeTo(seq: number): Promise<number>;
}

/** When an entry was made. */
export interface ChainTime {
  readonly seq: number;
  readonly at: number;
}

/** Numbers the driver could not hand over become null: whoever wrote one has not written it through the product. */
const asNumber = (column: string): string =>
  `CASE WHEN typeof(${column}) = 'integer' AND ${column} BETWEEN 0 AND 9007199254740991 THEN ${column} END`;

/** What `readChain` answers, in this order. */
export const CHAIN_COLUMNS = ['seq', 'at', 'who', 'what', 'target', 'outcome', 'source', 'request_id', 'hash'] as const;
const SELECTED = CHAIN_COLUMNS.map((name) => (name === 'at' ? `${asNumber('at')} AS at` : name)).join(', ');

const ENDS = `
  SELECT ${asNumber('anchor_seq')} AS anchor_seq, anchor_hash, ${asNumber('head_seq')} AS head_seq, head_hash,
    max(-1, min(9007199254740991, coalesce((SELECT min(seq) FROM audit WHERE seq <= anchor_seq),
                                           (SELECT min(seq) FROM audit WHERE seq > head_seq)))) AS stray
  FROM audit_chain`;

function toAuditRow(row: Row): AuditRow {
  return {
    seq: Number(row.seq),
    at: Number(row.at),
    who: String(row.who),
    what: String(row.what),
    target: row.target === null ? null : String(row.target),
    outcome: String(row.outcome),
    source: String(row.source),
    requestId: String(row.request_id),
    hash: String(row.hash),
  };
}

/** The conditions of a filter, so that each has an index that gives the order as well. */
function toConditions(filter: AuditFilter): { readonly sql: readonly string[]; readonly parameters: SqlValue[] } {
  const sql: string[] = [];
  const parameters: SqlValue[] = [];
  const add = (condition: string, value: SqlValue | undefined): void => {
    if (value === undefined) return;
    sql.push(condition);
    parameters.push(value);
  };
  add('who = ?', filter.who);
  add('what = ?', filter.what);
  add('target = ?', filter.target);
  // Most entries succeed: the index of outcomes holds the others only.
  add(filter.outcome === 'succeeded' ? '+outcome = ?' : "outcome <> 'succeeded' AND outcome = ?", filter.outcome);
  add('at >= ?', filter.from);
  add('at < ?', filter.to);
  add('(at, seq) < (SELECT at, seq FROM audit WHERE seq = ?)', filter.beforeId);
  return { sql, parameters };
}

/** The audit log of a store. */
export function createAuditRepository(store: Store): AuditRepository {
  return {
    findEnds() {
      const row = store.get(ENDS);
      if (typeof row?.anchor_seq !== 'number' || typeof row.head_seq !== 'number') return undefined;
      return {
        anchor: { seq: row.anchor_seq, hash: String(row.anchor_hash) },
        head: { seq: row.head_seq, hash: String(row.head_hash) },
        stray: typeof row.stray === 'number' ? row.stray : undefined,
      };
    },
    async add(rows) {
      await store.write(
        rows.map(({ seq, at, who, what, target, outcome, source, requestId, hash }) => ({
          sql: `INSERT INTO audit (${CHAIN_COLUMNS.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          parameters: [seq, at, who, what, target, outcome, source, requestId, hash],
        })),
      );
    },
    readChain: (afterSeq, toSeq, limit) =>
      store.rows(`SELECT ${SELECTED} FROM audit WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`, [
        afterSeq,
        toSeq,
        limit,
      ]),
    list(filter) {
      const { sql, parameters } = toConditions(filter);
      const where = sql.length === 0 ? '' : `WHERE ${sql.join(' AND ')}`;
      return store
        .all(`SELECT ${SELECTED} FROM audit ${where} ORDER BY audit.at DESC, seq DESC LIMIT ?`, [
          ...parameters,
          Math.max(0, filter.limit),
        ])
        .map(toAuditRow);
    },
    readOldest: (limit) =>
      store
        .rows(`SELECT seq, ${asNumber('at')} FROM audit ORDER BY seq LIMIT ?`, [limit])
        .map(([seq, at]) => ({ seq: Number(seq), at: Number(at) })),
    async removeTo(seq) {
      const [, removed] = await store.write([
        {
          // Another process that prunes may have got further.
          sql: `UPDATE audit_chain SET anchor_seq = ?1, anchor_hash = (SELECT hash FROM audit WHERE seq = ?1)
                WHERE anchor_seq < ?1 AND EXISTS (SELECT 1 FROM audit WHERE seq = ?1)`,
          parameters: [seq],
        },
        { sql: 'DELETE FROM audit WHERE seq <= ?', parameters: [seq] },
      ]);
      return removed?.changes ?? 0;
    },
  };
}
