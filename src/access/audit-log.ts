import { AppError } from '#contract/app-error.ts';
import type { AuditFilter, AuditRepository, AuditRow, ChainPoint } from '#store/audit-repository.ts';
import { type AuditEntry, type AuditRecord, cleanEntry, toAuditRecord, toAuditRow } from './audit-entry.ts';
import { pruneChain } from './prune-chain.ts';
import { type ChainCheck, verifyChain } from './verify-chain.ts';

/** Who did what: append-only, each entry hashed together with the one before, so that a change shows. */
export interface AuditLog {
  /**
   * Adds an entry, behind those added before. It is written within moments, together with what else is; see `flush`.
   * @throws AppError storage-failed when so many could not be written that no more may be done unseen
   */
  append(entry: AuditEntry): void;
  /** Entries that are written, the newest first. */
  list(filter: AuditFilter): readonly AuditRecord[];
  /** Recomputes the whole chain, a little at a time. */
  verify(): Promise<ChainCheck>;
  /** Deletes entries older than `before`; what is left can still be verified. That it happened becomes an entry. */
  prune(options: { readonly before: number }): Promise<{ readonly entries: number }>;
  /** Resolves once every entry added so far is on disk. Rejects when they cannot be written now; they are kept and tried again. */
  flush(): Promise<void>;
}

/** Entries written in one transaction. */
const ENTRIES_AT_ONCE = 500;
/** Entries that wait while nothing can be written. */
const MAX_PENDING = 10_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

/** The audit log of a repository. `warn` is told when entries cannot be written. */
export function createAuditLog(options: {
  readonly audit: AuditRepository;
  readonly now: () => number;
  readonly warn: (message: string) => void;
}): AuditLog {
  const { audit, now, warn } = options;
  let pending: AuditEntry[] = [];
  let written = 0;
  let writing: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let retryMs = FIRST_RETRY_MS;
  let head = readHead();

  function readHead(): ChainPoint {
    const ends = audit.findEnds();
    if (ends !== undefined) return ends.head;
    throw new AppError(
      'storage-corrupt',
      'The audit log has lost its beginning or end: somebody changed the database by hand. Restore a backup with "flowright data restore".',
    );
  }

  function chain(entries: readonly AuditEntry[]): readonly AuditRow[] {
    const rows: AuditRow[] = [];
    let last = head;
    for (const entry of entries) {
      const row = toAuditRow(entry, last);
      rows.push(row);
      last = row;
    }
    return rows;
  }

  /** Adds rows behind the head. When another process was faster, behind what it added. */
  async function addBehindHead(entries: readonly AuditEntry[]): Promise<void> {
    for (;;) {
      const rows = chain(entries);
      try {
        await audit.add(rows);
        const { seq, hash } = rows.at(-1) ?? head;
        head = { seq, hash };
        return;
      } catch (error) {
        const current = error instanceof AppError && error.code === 'conflict' ? readHead() : head;
        // Nobody else can be the reason when the head is where it was.
        if (current.seq === head.seq) throw error;
        head = current;
      }
    }
  }

  async function writeBatch(): Promise<void> {
    clearTimeout(retry);
    retry = undefined;
    // Whatever else is added in this turn goes along.
    await undefined;
    const batch = pending.slice(0, ENTRIES_AT_ONCE);
    try {
      await addBehindHead(batch);
      pending = pending.slice(batch.length);
      written += batch.length;
      retryMs = FIRST_RETRY_MS;
    } catch (error) {
      warn(`${pending.length} audit entries could not be written yet: ${String(error)}`);
      retry = setTimeout(write, retryMs);
      retry.unref();
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
      throw error;
    } finally {
      writing = undefined;
      if (retry === undefined) write();
    }
  }

  function write(): void {
    if (pending.length === 0) return;
    writing ??= writeBatch();
    // Whoever waits has the failure from `flush`; everybody else was told with `warn`.
    writing.catch(() => undefined);
  }

  function append(entry: AuditEntry): void {
    if (pending.length >= MAX_PENDING) {
      throw new AppError(
        'storage-failed',
        'The audit log cannot be written, so nothing that has to be in it may be done. Check the disk and the system log.',
      );
    }
    pending.push(cleanEntry(entry));
    if (retry === undefined) write();
  }

  return {
    append,
    list: (filter) => audit.list(filter).map(toAuditRecord),
    verify: () => verifyChain(audit, head),
    async prune({ before }) {
      const pruned = await pruneChain(audit, before);
      if (pruned.entries > 0) {
        append({
          at: now(),
          who: 'system',
          what: 'audit.prune',
          target: `${pruned.first}-${pruned.last}`,
          outcome: 'succeeded',
          from: 'local',
          requestId: 'audit.prune',
        });
      }
      return { entries: pruned.entries };
    },
    async flush() {
      const last = written + pending.length;
      while (written < last) {
        write();
        await writing;
      }
    },
  };
}
