import type { DatabaseSync } from 'node:sqlite';
import type { QuestionWrite } from './writer-protocol.ts';

/** Keeps what runs ask people. Used by the writer thread only, inside its transaction. */
export interface QuestionWriter {
  /** Takes what happened to the questions of a run, in order. */
  write(run: number, questions: readonly QuestionWrite[]): void;
  /** The run has ended: nobody is asked any more. */
  withdraw(run: number, at: number): void;
}

export function createQuestionWriter(db: DatabaseSync): QuestionWriter {
  const insert = db.prepare(`
    INSERT INTO questions (run_n, workflow_id, path, kind, title, asked_at)
    SELECT n, workflow_id, ?2, ?3, ?4, ?5 FROM runs WHERE n = ?1`);
  const close = db.prepare(`
    UPDATE questions SET outcome = ?3, closed_at = ?4, closed_by = ?5, answer = ?6
    WHERE run_n = ?1 AND path = ?2 AND closed_at IS NULL`);
  const closeAll = db.prepare(`
    UPDATE questions SET outcome = 'withdrawn', closed_at = ?2 WHERE run_n = ?1 AND closed_at IS NULL`);

  return {
    write(run, questions) {
      for (const question of questions) {
        const { path, at } = question;
        if (question.kind === 'closed') {
          close.run(run, path, question.outcome, at, question.by, question.answer);
        } else {
          // A step asks one question at a time: one that is still open was taken back.
          close.run(run, path, 'withdrawn', at, null, null);
          insert.run(run, path, question.question, question.title, at);
        }
      }
    },
    withdraw(run, at) {
      closeAll.run(run, at);
    },
  };
}
