import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import type { ErrorCode } from '#contract/error-table.ts';
import { backupStore } from './backup.ts';
import { createHostRepository } from './host-repository.ts';
import { restoreBackup } from './restore.ts';
import { createSettingsRepository } from './settings-repository.ts';
import { openStore } from './store.ts';
import { createTemporaryFolder, openTemporaryStore } from './testing/temporary-store.ts';

const withCode = (code: ErrorCode) => (error: unknown) => error instanceof AppError && error.code === code;

test('a backup made while writes go on is one sound file with everything written before', async (t) => {
  const store = await openTemporaryStore(t);
  const settings = createSettingsRepository(store);
  await settings.set('before', 'x'.repeat(500_000));
  const folder = createTemporaryFolder();
  const [backup] = await Promise.all([
    backupStore(store, join(folder, 'copy.db')),
    ...Array.from({ length: 100 }, (_, index) => settings.set(`during ${index}`, index)),
  ]);
  assert.deepEqual(readdirSync(folder), ['copy.db']);
  assert.ok(backup.bytes > 500_000);
  const copy = new DatabaseSync(backup.path, { readOnly: true });
  assert.equal(copy.prepare('PRAGMA integrity_check').get()?.integrity_check, 'ok');
  assert.equal(copy.prepare("SELECT count(*) AS n FROM settings WHERE key = 'before'").get()?.n, 1);
  copy.close();
  await assert.rejects(backupStore(store, backup.path), withCode('conflict'));
  await assert.rejects(backupStore(store, join(folder, 'no', 'such', 'folder.db')), AppError);
  assert.deepEqual(readdirSync(folder), ['copy.db']);
});

test('a restore brings back the state of the backup and keeps the replaced one', async (t) => {
  const dataDir = createTemporaryFolder();
  const store = await openStore({ dataDir });
  await createSettingsRepository(store).set('a', 1);
  await createHostRepository(store).register('then');
  const file = join(createTemporaryFolder(), 'copy.db');
  await backupStore(store, file);
  await createSettingsRepository(store).set('a', 2);
  await createHostRepository(store).remove(['then']);
  await store.close();
  const { previous } = await restoreBackup(file, dataDir);
  const restored = await openTemporaryStore(t, { dataDir });
  assert.equal(createSettingsRepository(restored).get('a'), 1);
  assert.deepEqual(createHostRepository(restored).list(), []);
  const old = new DatabaseSync(previous ?? '', { readOnly: true });
  assert.equal(old.prepare("SELECT value FROM settings WHERE key = 'a'").get()?.value, '2');
  old.close();
});

test('a restore makes a new folder, and repairs a damaged one', async (t) => {
  const store = await openTemporaryStore(t);
  await createSettingsRepository(store).set('a', 1);
  const folder = createTemporaryFolder();
  const file = join(folder, 'copy.db');
  await backupStore(store, file);
  for (const dataDir of [join(folder, 'new'), createTemporaryFolder()]) {
    if (!dataDir.startsWith(folder)) writeFileSync(join(dataDir, 'flowright.db'), 'rubbish'.repeat(1_000));
    await restoreBackup(file, dataDir);
    assert.equal(createSettingsRepository(await openTemporaryStore(t, { dataDir })).get('a'), 1);
  }
});

test('a restore is refused while a host uses the folder, and for a file that is no sound backup', async (t) => {
  const store = await openTemporaryStore(t);
  await createHostRepository(store).register('me');
  const folder = createTemporaryFolder();
  const file = join(folder, 'copy.db');
  await backupStore(store, file);
  await assert.rejects(restoreBackup(file, store.dataDir), withCode('conflict'));
  await assert.rejects(restoreBackup(join(folder, 'none.db'), store.dataDir), withCode('file-missing'));
  const rubbish = join(folder, 'rubbish.db');
  writeFileSync(rubbish, 'rubbish'.repeat(1_000));
  await assert.rejects(restoreBackup(rubbish, createTemporaryFolder()), withCode('storage-corrupt'));
  const foreign = join(folder, 'foreign.db');
  const db = new DatabaseSync(foreign);
  db.exec('CREATE TABLE theirs (x)');
  db.close();
  await assert.rejects(restoreBackup(foreign, createTemporaryFolder()), withCode('storage-corrupt'));
});
