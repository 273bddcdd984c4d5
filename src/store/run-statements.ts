import type { DatabaseSync } from 'node:sqlite';
import { createStatementCache } from './prepared.ts';
import { isFatal, toFault } from './sqlite-fault.ts';
import type { Row, Statement, StatementResult } from './statement.ts';
import type { ListOutcome } from './writer-protocol.ts';

/** Runs lists of statements inside an open transaction; a list that fails is undone alone. Throws when the transaction itself is lost. */
export function createListRunner(db: DatabaseSync): (statements: readonly Statement[]) => ListOutcome {
  const prepare = createStatementCache(db);

  function runStatement({ sql, parameters = [], mustChange }: Statement): StatementResult | undefined {
    const statement = prepare(sql);
    let result: StatementResult;
    // `run` makes one step; an incremental vacuum makes one for each page, though it has no columns.
    if (statement.columns().length > 0 || sql.startsWith('PRAGMA')) {
      const rows = statement.all(...parameters) as Row[];
      result = { rows, changes: rows.length };
    } else {
      result = { rows: [], changes: Number(statement.run(...parameters).changes) };
    }
    return mustChange === true && result.changes === 0 ? undefined : result;
  }

  return (statements) => {
    db.exec('SAVEPOINT list');
    const results: StatementResult[] = [];
    try {
      for (const statement of statements) {
        const result = runStatement(statement);
        if (result === undefined) {
          db.exec('ROLLBACK TO list; RELEASE list');
          return {
            fault: {
              code: 'conflict',
              message: 'What the change was based on is no longer so. Read the current state, then try again.',
            },
          };
        }
        results.push(result);
      }
      db.exec('RELEASE list');
      return { results };
    } catch (error) {
      // Some failures, a full disk for one, end the transaction by themselves.
      if (isFatal(error) || !db.isTransaction) throw error;
      db.exec('ROLLBACK TO list; RELEASE list');
      return { fault: toFault(error, 'Writing to the database') };
    }
  };
}
