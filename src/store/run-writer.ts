import type { DatabaseSync } from 'node:sqlite';
import { createBlobSealer } from './blob-sealer.ts';
import { createQuestionWriter } from './question-writer.ts';
import { type JournalChunk, LARGE_TEXT, type RunWrite } from './writer-protocol.ts';

/** Runs whose number and owner are remembered between groups. */
const MAX_KNOWN_RUNS = 50_000;

/** Writes what a group says about runs. Used by the writer thread only. */
export interface RunWriter {
  /** Work that needs no write lock. */
  prepare(runs: readonly RunWrite[]): void;
  /** Inside a transaction. Returns the ids of runs left unwritten: another process owns them, or has used their id or key. */
  apply(runs: readonly RunWrite[]): readonly string[];
  /** Forgets everything read: another connection, or other statements of this one, may have changed runs. */
  forget(): void;
}

interface KnownRun {
  readonly n: number;
  readonly owner: string | null;
}

export function createRunWriter(db: DatabaseSync): RunWriter {
  const blobs = createBlobSealer(db);
  const questions = createQuestionWriter(db);
  const known = new Map<string, KnownRun>();
  const insertRun = db.prepare(`
    INSERT INTO runs (id, workflow_id, version, status, priority, trigger_kind, parent_id, parent_path, idempotency_key,
                      owner, created_at, started_at, finished_at, output, error)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
  const selectRun = db.prepare('SELECT n, owner FROM runs WHERE id = ?');
  const rest = `started_at = coalesce(?2, started_at), finished_at = coalesce(?3, finished_at), error = coalesce(?4, error),
                output = CASE WHEN ?5 IS NULL AND ?6 IS NULL THEN output ELSE ?5 END,
                output_blob = CASE WHEN ?5 IS NULL AND ?6 IS NULL THEN output_blob ELSE ?6 END WHERE n = ?1`;
  const updateRun = db.prepare(`UPDATE runs SET status = ?7, ${rest}`);
  // The status is part of indexes, which naming it would rewrite.
  const updateColumns = db.prepare(`UPDATE runs SET ${rest}`);
  const updateBlob = db.prepare('UPDATE runs SET output_blob = ? WHERE n = ?');
  const insertChunk = db.prepare(
    'INSERT INTO journal (key, count, events, blobs) VALUES ((? << 32) | ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const deleteWait = db.prepare('DELETE FROM waits WHERE run_n = ? AND path = ?');
  const deleteWaits = db.prepare('DELETE FROM waits WHERE run_n = ?');
  const insertWait = db.prepare(
    'INSERT OR REPLACE INTO waits (run_n, path, kind, due_at, token) VALUES (?, ?, ?, ?, ?)',
  );

  function remember(id: string, run: KnownRun): void {
    if (known.size >= MAX_KNOWN_RUNS) known.clear();
    known.set(id, run);
  }

  function findRun({ id, owner }: RunWrite): number | undefined {
    let run = known.get(id);
    if (run === undefined) {
      const row = selectRun.get(id);
      if (row === undefined) return undefined;
      run = { n: Number(row.n), owner: typeof row.owner === 'string' ? row.owner : null };
      remember(id, run);
    }
    return run.owner === owner ? run.n : undefined;
  }

  /** Inserts the run in its state at the end of the group. */
  function createRun(write: RunWrite): number | undefined {
    const { id, owner, create, change } = write;
    if (create === undefined) return findRun(write);
    const output = change?.output ?? null;
    const { changes, lastInsertRowid } = insertRun.run(
      id,
      create.workflowId,
      create.version,
      change?.status ?? 'queued',
      create.priority,
      create.triggerKind,
      create.parentId,
      create.parentPath,
      create.idempotencyKey,
      owner,
      create.createdAt,
      change?.startedAt ?? null,
      change?.finishedAt ?? null,
      output !== null && output.length > LARGE_TEXT ? null : output,
      change?.error ?? null,
    );
    if (changes === 0) return undefined;
    const n = Number(lastInsertRowid);
    if (!write.finished) remember(id, { n, owner });
    return n;
  }

  function storeChunk(n: number, chunk: JournalChunk): boolean {
    const places = chunk.large?.map(({ index, field, key, text }) => [index, field, key ?? null, blobs.store(n, text)]);
    const blobColumn = places === undefined ? null : JSON.stringify(places);
    return insertChunk.run(n, chunk.seq, chunk.count, chunk.events, blobColumn).changes !== 0;
  }

  function changeRun(n: number, write: RunWrite): void {
    const { create, change } = write;
    if (change === undefined) return;
    const { status, startedAt, finishedAt, error, output } = change;
    const blob = output !== null && output.length > LARGE_TEXT ? blobs.store(n, output) : null;
    if (create !== undefined) {
      if (blob !== null) updateBlob.run(blob, n);
      return;
    }
    const text = blob === null ? output : null;
    if (status === null) updateColumns.run(n, startedAt, finishedAt, error, text, blob);
    else updateRun.run(n, startedAt, finishedAt, error, text, blob, status);
  }

  function changeWaits(n: number, write: RunWrite): void {
    let mayAsk = write.questions !== undefined;
    if (write.questions !== undefined) questions.write(n, write.questions);
    if (write.create === undefined) {
      if (write.finished) mayAsk = deleteWaits.run(n).changes !== 0 || mayAsk;
      else for (const path of write.closed ?? []) deleteWait.run(n, path);
    }
    for (const [path, kind, dueAt, token] of write.opened ?? []) insertWait.run(n, path, kind, dueAt, token);
    // Most runs that end ask nothing: they cost no statement.
    if (write.finished && mayAsk) questions.withdraw(n, write.change?.finishedAt ?? 0);
  }

  function applyRun(write: RunWrite): boolean {
    const n = createRun(write);
    if (n === undefined) return false;
    // The first row clashes when another process has appended to the run: then nothing of this write is in yet.
    for (const chunk of write.chunks) if (!storeChunk(n, chunk)) return false;
    changeRun(n, write);
    changeWaits(n, write);
    if (write.finished) known.delete(write.id);
    return true;
  }

  return {
    prepare: blobs.prepare,
    apply(runs) {
      const refused: string[] = [];
      for (const write of runs) if (!applyRun(write)) refused.push(write.id);
      blobs.clear();
      return refused;
    },
    forget() {
      known.clear();
      blobs.clear();
    },
  };
}
