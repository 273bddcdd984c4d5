import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSettingsRepository } from './settings-repository.ts';
import { openTemporaryStore } from './testing/temporary-store.ts';

test('a setting is kept, changed and removed', async (t) => {
  const settings = createSettingsRepository(await openTemporaryStore(t));
  assert.equal(settings.get('theme'), undefined);
  await settings.set('theme', { accent: 'indigo' });
  await settings.set('theme', { accent: 'green' });
  assert.deepEqual(settings.get('theme'), { accent: 'green' });
  assert.deepEqual(settings.list().get('theme'), { accent: 'green' });
  await settings.remove('theme');
  assert.equal(settings.get('theme'), undefined);
});

test('every data folder has a key of its own for placeholders of secrets', async (t) => {
  const one = createSettingsRepository(await openTemporaryStore(t)).get('placeholder-key');
  const other = createSettingsRepository(await openTemporaryStore(t)).get('placeholder-key');
  assert.match(String(one), /^[0-9A-F]{64}$/);
  assert.notEqual(one, other);
});
