import { setImmediate as nextTurn } from 'node:timers/promises';
import { type AuditRepository, CHAIN_COLUMNS, type ChainPoint } from '#store/audit-repository.ts';
import { toChainHash } from './audit-entry.ts';

/** Whether the audit log is as it was written. */
export type ChainCheck =
  | { readonly ok: true; readonly count: number }
  /** `brokenAt` is the place of the first entry that is missing or not what was written. */
  | { readonly ok: false; readonly brokenAt: number };

/** Rows looked at in one turn of the event loop: about 2 ms. */
const ROWS_AT_ONCE = 500;

const HASH_COLUMN = CHAIN_COLUMNS.indexOf('hash');

/**
 * Recomputes the chain from its anchor to its head. `witness` is an entry this process wrote or saw: it shows when somebody made up
 * another chain since, hashes and all.
 */
export async function verifyChain(repository: AuditRepository, witness: ChainPoint): Promise<ChainCheck> {
  const ends = repository.findEnds();
  if (ends === undefined) return { ok: false, brokenAt: 1 };
  let last = ends.anchor;
  let count = 0;
  if (ends.stray !== undefined) return { ok: false, brokenAt: ends.stray };
  if (ends.head.seq < witness.seq) return { ok: false, brokenAt: ends.head.seq + 1 };
  if (contradicts(last, witness)) return { ok: false, brokenAt: last.seq };
  while (last.seq < ends.head.seq) {
    const rows = repository.readChain(last.seq, ends.head.seq, ROWS_AT_ONCE);
    const started = last;
    for (const row of rows) {
      const seq = last.seq + 1;
      const hash = toChainHash(last.hash, row.slice(0, HASH_COLUMN));
      if (row[0] !== seq || row[HASH_COLUMN] !== hash) break;
      last = { seq, hash };
      count++;
      if (contradicts(last, witness)) return { ok: false, brokenAt: seq };
    }
    const isWhole = rows.length > 0 && last.seq === started.seq + rows.length;
    if (!isWhole) {
      // What was to come next may have been pruned meanwhile: then the chain goes on from the new anchor.
      const anchor = repository.findEnds()?.anchor;
      if (anchor === undefined || anchor.seq <= last.seq) return { ok: false, brokenAt: last.seq + 1 };
      last = anchor;
    }
    await nextTurn();
  }
  return last.hash === ends.head.hash || last.seq > ends.head.seq
    ? { ok: true, count }
    : { ok: false, brokenAt: last.seq };
}

function contradicts(point: ChainPoint, witness: ChainPoint): boolean {
  return point.seq === witness.seq && point.hash !== witness.hash;
}
