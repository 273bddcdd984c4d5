import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Most prepared statements one connection keeps. */
const MAX_STATEMENTS = 200;

/** Prepares each SQL text once per connection, and sets the statement up with `configure`. */
export function createStatementCache(
  db: DatabaseSync,
  configure: (statement: StatementSync) => void = () => undefined,
): (sql: string) => StatementSync {
  const statements = new Map<string, StatementSync>();
  return (sql) => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      if (statements.size >= MAX_STATEMENTS) statements.clear();
      statement = db.prepare(sql);
      configure(statement);
      statements.set(sql, statement);
    }
    return statement;
  };
}
