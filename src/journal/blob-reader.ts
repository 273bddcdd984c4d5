import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import { unpackBlob } from '#store/blob-text.ts';
import type { Store } from '#store/store.ts';

function toMissing(hash: string, cause?: unknown): AppError {
  return new AppError(
    'storage-corrupt',
    `The large value ${hash.slice(0, 12)} is missing or damaged. Run "flowright data check", and restore a backup with "flowright data restore".`,
    { cause, data: { hash } },
  );
}

/** Reads large values by hash. */
export function createBlobReader(store: Store): (hash: string) => JsonValue {
  return (hash) => {
    const row = store.get('SELECT data, encoding, size FROM blobs WHERE hash = ?', [hash]);
    if (row === undefined) throw toMissing(hash);
    try {
      return JSON.parse(unpackBlob(row.data, row.encoding, row.size)) as JsonValue;
    } catch (error) {
      throw toMissing(hash, error);
    }
  };
}
