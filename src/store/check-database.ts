import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { unpackBlob } from './blob-text.ts';
import { createFindings, type Finding, type Findings } from './finding.ts';
import type { SqlValue } from './statement.ts';
import { toStorageError } from './storage-error.ts';
import type { Store } from './store.ts';

function checkStructure(store: Store, findings: Findings): void {
  for (const [message] of store.rows('PRAGMA integrity_check(100)')) {
    if (message !== 'ok') findings.add('error', 'database', String(message));
  }
  for (const row of store.all('PRAGMA foreign_key_check')) {
    findings.add(
      'error',
      String(row.table),
      `Row ${row.rowid ?? '?'} refers to a row of "${row.parent}" that does not exist.`,
    );
  }
}

function checkReferences(store: Store, findings: Findings): void {
  const missingOutputs = store.all(
    'SELECT id, output_blob FROM runs WHERE output_blob IS NOT NULL AND output_blob NOT IN (SELECT hash FROM blobs) LIMIT 1000',
  );
  for (const row of missingOutputs)
    findings.add('error', `run ${row.id}`, `Its output, blob ${row.output_blob}, is missing.`);
  const orphans = store.all(
    'SELECT hash FROM blobs WHERE NOT EXISTS (SELECT 1 FROM blob_refs WHERE blob_refs.hash = blobs.hash) LIMIT 1000',
  );
  for (const row of orphans) findings.add('warning', `blob ${row.hash}`, 'No run refers to it; it only takes space.');
}

function checkBlob(row: readonly SqlValue[], findings: Findings): void {
  const [hash, data, encoding, size] = row;
  try {
    const text = unpackBlob(data, encoding, size);
    const actual = createHash('sha256').update(text, 'utf8').digest('hex');
    if (actual !== hash) findings.add('error', `blob ${hash}`, 'Its content is not what was stored.');
  } catch (error) {
    findings.add(
      'error',
      `blob ${hash}`,
      `It cannot be unpacked (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
}

async function checkBlobs(store: Store, findings: Findings): Promise<void> {
  for (let last = ''; !findings.isFull; ) {
    const rows = store.rows('SELECT hash, data, encoding, size FROM blobs WHERE hash > ? ORDER BY hash LIMIT 8', [
      last,
    ]);
    if (rows.length === 0) return;
    for (const row of rows) checkBlob(row, findings);
    last = String(rows.at(-1)?.[0]);
    await nextTurn();
  }
}

/** Looks for damage in the database: its structure, its references and its large values. May take minutes on a large one. */
export async function checkDatabase(store: Store): Promise<readonly Finding[]> {
  const findings = createFindings();
  try {
    checkStructure(store, findings);
    checkReferences(store, findings);
    await checkBlobs(store, findings);
  } catch (error) {
    findings.add('error', 'database', toStorageError(error, 'Reading from the database').message);
  }
  return findings.toList();
}
