import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPlaceholderKey } from './placeholder-key.ts';
import { openTemporaryStore } from './testing/temporary-store.ts';

test('every data folder has a key of its own for placeholders of secrets', async (t) => {
  const store = await openTemporaryStore(t);
  const other = await openTemporaryStore(t);
  assert.equal(readPlaceholderKey(store).length, 32);
  assert.deepEqual(readPlaceholderKey(store), readPlaceholderKey(store));
  assert.notDeepEqual(readPlaceholderKey(store), readPlaceholderKey(other));
});
