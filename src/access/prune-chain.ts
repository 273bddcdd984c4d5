import type { AuditRepository } from '#store/audit-repository.ts';

/** Rows deleted in one transaction: commits stay short. */
const ROWS_AT_ONCE = 1_000;

/** Deletes entries from the old end of the chain up to the first that is not older than `before`. */
export async function pruneChain(
  repository: AuditRepository,
  before: number,
): Promise<{ readonly entries: number; readonly first: number; readonly last: number }> {
  let entries = 0;
  let first = 0;
  let last = 0;
  for (;;) {
    const oldest = repository.readOldest(ROWS_AT_ONCE);
    const kept = oldest.findIndex(({ at }) => at >= before);
    const old = kept === -1 ? oldest : oldest.slice(0, kept);
    const end = old.at(-1);
    const removed = end === undefined ? 0 : await repository.removeTo(end.seq);
    if (end === undefined || removed === 0) return { entries, first, last };
    if (entries === 0) first = old[0]?.seq ?? 0;
    entries += removed;
    last = end.seq;
  }
}
