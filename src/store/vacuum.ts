import type { Store } from './store.ts';

/** Pages given back to the file system in one transaction. */
const PAGES_AT_ONCE = 1_000;

function countFreePages(store: Store): number {
  return Number(store.get('PRAGMA freelist_count')?.freelist_count ?? 0);
}

/** Gives free pages back to the file system, in short transactions. Returns how many pages went. */
export async function vacuum(store: Store): Promise<number> {
  const atStart = countFreePages(store);
  let left = atStart;
  while (left > 0) {
    await store.write([{ sql: `PRAGMA incremental_vacuum(${PAGES_AT_ONCE})` }]);
    const now = countFreePages(store);
    // Another process may free pages as fast as this one returns them.
    if (now >= left) break;
    left = now;
  }
  return atStart - left;
}
