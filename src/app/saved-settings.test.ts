import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KNOWN_SETTINGS } from '#operations/setting/known-settings.ts';
import { createSettingsRepository } from '#store/settings-repository.ts';
import { openTemporaryStore } from '#store/testing/temporary-store.ts';
import { readSavedSettings } from './saved-settings.ts';

test('every setting the operations know is read here', async (t) => {
  const saved = readSavedSettings(await openTemporaryStore(t));
  assert.deepEqual(Object.keys(saved).sort(), Object.keys(KNOWN_SETTINGS).sort());
});

test('what was saved is in force, and what was not is left open', async (t) => {
  const store = await openTemporaryStore(t);
  const settings = createSettingsRepository(store);
  await settings.set('allowedPrivateHosts', ['10.0.0.0/8']);
  await settings.set('retention', { days: 7, keep: 3 });
  const saved = readSavedSettings(store);
  assert.deepEqual(saved.allowedPrivateHosts, ['10.0.0.0/8']);
  assert.deepEqual(saved.retention, { days: 7, keep: 3 });
  assert.deepEqual(saved.allowedRoots, []);
  assert.equal(saved.publicUrl, undefined);
});
