import { hash } from 'node:crypto';
import { AppError } from '#contract/app-error.ts';
import type { AuditRow, ChainPoint } from '#store/audit-repository.ts';
import type { SqlValue } from '#store/statement.ts';
import { redactSecrets } from './secret-text.ts';

/** Something that was done, or tried. */
export interface AuditEntry {
  /** Milliseconds since 1970 (UTC). */
  readonly at: number;
  /** Id of the principal. */
  readonly who: string;
  /** The operation, e.g. `workflow.save`. */
  readonly what: string;
  /** Id of what it was about. */
  readonly target?: string | undefined;
  /** `succeeded`, or the code of the error. */
  readonly outcome: string;
  /** Surface and address. */
  readonly from: string;
  readonly requestId: string;
}

/** An entry in its place of the chain. */
export interface AuditRecord extends AuditEntry {
  /** Place in the chain, from 1. */
  readonly id: number;
  /** SHA-256 over the hash of the entry before and this entry. */
  readonly hash: string;
}

const MAX_TEXT = 300;

/** What could move, hide or turn around text where the log is shown, and what SQLite would end a text at. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/** The entry as it is stored: short, printable, well-formed (or it would read back otherwise than it was hashed), without secrets. */
export function cleanEntry(entry: AuditEntry): AuditEntry {
  const at = Math.trunc(entry.at);
  if (!Number.isSafeInteger(at) || at < 0)
    throw new AppError('internal', `An audit entry of "${entry.what}" has no valid time. Report this as a defect.`);
  return {
    at,
    who: cleanText(entry.who),
    what: cleanText(entry.what),
    target: entry.target === undefined ? undefined : cleanText(entry.target),
    outcome: cleanText(entry.outcome),
    from: cleanText(entry.from),
    requestId: cleanText(entry.requestId),
  };
}

function cleanText(text: string): string {
  return redactSecrets(text).slice(0, MAX_TEXT).toWellFormed().replace(UNPRINTABLE, '\ufffd');
}

/** The row of a clean entry that follows `head`. */
export function toAuditRow(entry: AuditEntry, head: ChainPoint): AuditRow {
  const { at, who, what, target = null, outcome, from, requestId } = entry;
  const seq = head.seq + 1;
  const columns = [seq, at, who, what, target, outcome, from, requestId];
  return { seq, at, who, what, target, outcome, source: from, requestId, hash: toChainHash(head.hash, columns) };
}

/**
 * Hash of a row: SHA-256 over the hash before it, a line break, and the JSON array of its columns in the order of `CHAIN_COLUMNS`
 * without the hash.
 */
export function toChainHash(previousHash: string, columns: readonly SqlValue[]): string {
  return hash('sha256', `${previousHash}\n${JSON.stringify(columns)}`, 'hex');
}

/** A row as it may be shown. */
export function toAuditRecord(row: AuditRow): AuditRecord {
  const { seq, at, who, what, target, outcome, source, requestId, hash: rowHash } = row;
  return {
    id: seq,
    at,
    who,
    what,
    ...(target === null ? {} : { target }),
    outcome,
    from: source,
    requestId,
    hash: rowHash,
  };
}
