import type { Store } from './store.ts';

/** The key of 32 bytes that signs placeholders of secrets in this data folder's journals; made with the folder. */
export function readPlaceholderKey(store: Store): Uint8Array {
  return Buffer.from(String(store.get('SELECT placeholder_key AS key FROM data_folder')?.key), 'hex');
}
