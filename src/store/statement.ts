/** What SQLite takes and gives. */
export type SqlValue = null | number | bigint | string | Uint8Array;

/** A row by column name. */
export type Row = Readonly<Record<string, SqlValue>>;

/** One statement of a list that is carried out whole or not at all. */
export interface Statement {
  readonly sql: string;
  readonly parameters?: readonly SqlValue[];
  /** The list is undone, and refused with `conflict`, when this statement changes and returns nothing. */
  readonly mustChange?: boolean;
}

/** What a statement did: rows of its `RETURNING` or `SELECT`, and how many rows it changed. */
export interface StatementResult {
  readonly rows: readonly Row[];
  readonly changes: number;
}
