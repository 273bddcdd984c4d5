import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { AppError } from '#contract/app-error.ts';
import type { ErrorCode } from '#contract/error-table.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/list.ts';
import { createSettingsRepository } from './settings-repository.ts';
import { openStore } from './store.ts';
import { createTemporaryFolder, openTemporaryStore } from './testing/temporary-store.ts';

const withCode = (code: ErrorCode) => (error: unknown) => error instanceof AppError && error.code === code;
const INSERT = 'INSERT INTO settings (key, value) VALUES (?, ?)';

test('a new folder gets a database with the settings the product relies on, private to its owner', async (t) => {
  const dataDir = join(createTemporaryFolder(), 'deep', 'folder');
  const store = await openTemporaryStore(t, { dataDir });
  assert.equal(store.get('PRAGMA journal_mode')?.journal_mode, 'wal');
  assert.equal(store.get('PRAGMA auto_vacuum')?.auto_vacuum, 2);
  assert.equal(store.get('PRAGMA foreign_keys')?.foreign_keys, 1);
  assert.equal(store.get('PRAGMA page_size')?.page_size, 8192);
  assert.deepEqual(
    store.all('SELECT id, name FROM migrations').map((row) => ({ ...row })),
    MIGRATIONS.map(({ id, name }) => ({ id, name })),
  );
  assert.equal(statSync(store.path).mode & 0o077, 0);
  assert.equal(statSync(dataDir).mode & 0o077, 0);
});

test('a store closes to one file and opens again with what was written', async (t) => {
  const dataDir = createTemporaryFolder();
  const store = await openStore({ dataDir });
  await store.write([{ sql: INSERT, parameters: ['a', '1'] }]);
  await store.close();
  await store.close();
  assert.deepEqual(readdirSync(dataDir), ['flowright.db']);
  await assert.rejects(store.write([{ sql: INSERT, parameters: ['b', '1'] }]), withCode('shutting-down'));
  const again = await openTemporaryStore(t, { dataDir });
  assert.equal(createSettingsRepository(again).get('a'), 1);
});

test('closing writes what is queued', async (t) => {
  const dataDir = createTemporaryFolder();
  const store = await openStore({ dataDir });
  const writes = Array.from({ length: 50 }, (_, index) =>
    store.write([{ sql: INSERT, parameters: [`k${index}`, '1'] }]),
  );
  await store.close();
  await Promise.all(writes);
  assert.equal((await openTemporaryStore(t, { dataDir })).get('SELECT count(*) AS n FROM settings')?.n, 50);
});

test('a list of statements is written whole or not at all, and fails alone', async (t) => {
  const store = await openTemporaryStore(t);
  const outcomes = await Promise.allSettled([
    store.write([{ sql: INSERT, parameters: ['a', '1'] }]),
    store.write([
      { sql: INSERT, parameters: ['b', '1'] },
      { sql: INSERT, parameters: ['a', '2'] },
    ]),
    store.write([
      { sql: INSERT, parameters: ['c', '1'] },
      { sql: 'UPDATE settings SET value = 9 WHERE key = ?', parameters: ['none'], mustChange: true },
    ]),
    store.write([{ sql: 'NOT SQL' }]),
    store.write([{ sql: `${INSERT} RETURNING key, value`, parameters: ['d', '4'] }]),
  ]);
  assert.deepEqual(
    outcomes.map((outcome) => outcome.status),
    ['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled'],
  );
  const codes = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' && outcome.reason instanceof AppError ? [outcome.reason.code] : [],
  );
  assert.deepEqual(codes, ['conflict', 'conflict', 'storage-failed']);
  assert.deepEqual(outcomes[4], { status: 'fulfilled', value: [{ rows: [{ key: 'd', value: '4' }], changes: 1 }] });
  assert.deepEqual(
    [...createSettingsRepository(store).list()],
    [
      ['a', 1],
      ['d', 4],
    ],
  );
});

test('writes larger than the storage limit fail with storage-full and leave the rest as it was', async (t) => {
  const store = await openTemporaryStore(t, { maxBytes: 800_000 });
  await store.write([{ sql: INSERT, parameters: ['a', '1'] }]);
  await assert.rejects(
    store.write([{ sql: INSERT, parameters: ['big', 'x'.repeat(1_000_000)] }]),
    withCode('storage-full'),
  );
  await store.write([{ sql: INSERT, parameters: ['b', '1'] }]);
  assert.equal(store.get('SELECT count(*) AS n FROM settings')?.n, 2);
});

test('processes that open a new folder at the same time all succeed', async () => {
  const dataDir = createTemporaryFolder();
  const script = `
    const { openStore } = await import(${JSON.stringify(new URL('./store.ts', import.meta.url).href)});
    const store = await openStore({ dataDir: ${JSON.stringify(dataDir)} });
    await store.write([{ sql: 'INSERT INTO settings (key, value) VALUES (?, ?)', parameters: [String(process.pid), '1'] }]);
    await store.close();`;
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const children = Array.from({ length: 3 }, () =>
    spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script], {
      cwd,
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
  );
  const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0]));
  assert.deepEqual(codes, [0, 0, 0]);
  const store = await openStore({ dataDir, readonly: true });
  assert.equal(store.get('SELECT count(*) AS n FROM settings')?.n, 3);
  assert.equal(store.get('SELECT count(*) AS n FROM migrations')?.n, MIGRATIONS.length);
  await store.close();
});

test('a process that forgets to close ends by itself, with its writes done', async () => {
  const dataDir = createTemporaryFolder();
  const script = `
    const { openStore } = await import(${JSON.stringify(new URL('./store.ts', import.meta.url).href)});
    const store = await openStore({ dataDir: ${JSON.stringify(dataDir)}, syncDelayMs: 50 });
    void store.write([{ sql: "INSERT INTO settings VALUES ('a', '1')" }]);`;
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
    { cwd, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  assert.equal((await once(child, 'exit'))[0], 0);
  const store = await openStore({ dataDir, readonly: true });
  assert.equal(store.get('SELECT count(*) AS n FROM settings')?.n, 1);
  await store.close();
});

test('a database of a newer program is refused and left alone', async () => {
  const dataDir = createTemporaryFolder();
  const store = await openStore({ dataDir });
  await store.write([{ sql: "INSERT INTO migrations VALUES (999, 'future', 1)" }]);
  await store.close();
  await assert.rejects(openStore({ dataDir }), withCode('storage-newer'));
  await assert.rejects(openStore({ dataDir, readonly: true }), withCode('storage-newer'));
});

test('a migration that fails leaves the database at the one before', () => {
  const db = new DatabaseSync(':memory:');
  const one = { id: 1, name: 'one', sql: 'CREATE TABLE a (x)' };
  const broken = { id: 2, name: 'broken', sql: 'CREATE TABLE b (x); INSERT INTO nowhere VALUES (1)' };
  assert.throws(() => migrate(db, 'test', [one, broken]));
  assert.deepEqual(
    db
      .prepare('SELECT name FROM migrations')
      .all()
      .map((row) => row.name),
    ['one'],
  );
  assert.equal(db.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'b'").get()?.n, 0);
  migrate(db, 'test', [one, { ...broken, sql: 'CREATE TABLE b (x)' }]);
  assert.deepEqual(
    db
      .prepare('SELECT name FROM migrations')
      .all()
      .map((row) => row.name),
    ['one', 'broken'],
  );
  db.close();
});

test("a file that is no database, or another program's, is refused and left as it was", async () => {
  const text = createTemporaryFolder();
  writeFileSync(join(text, 'flowright.db'), 'this is text, not a database'.repeat(100));
  await assert.rejects(openStore({ dataDir: text }), withCode('storage-corrupt'));
  const foreign = createTemporaryFolder();
  const db = new DatabaseSync(join(foreign, 'flowright.db'));
  db.exec('CREATE TABLE theirs (x)');
  db.close();
  const before = readFileSync(join(foreign, 'flowright.db'));
  await assert.rejects(openStore({ dataDir: foreign }), withCode('storage-corrupt'));
  assert.deepEqual(readFileSync(join(foreign, 'flowright.db')), before);
});

test('a data folder that cannot be one is refused with its reason', async () => {
  const folder = createTemporaryFolder();
  const file = join(folder, 'file');
  writeFileSync(file, '');
  await assert.rejects(openStore({ dataDir: file }), withCode('config-invalid'));
  await assert.rejects(openStore({ dataDir: join(file, 'below') }), withCode('config-invalid'));
  await assert.rejects(
    openStore({ dataDir: '/proc/flowright' }),
    (error) => error instanceof AppError && error.code === 'config-invalid',
  );
  mkdirSync(join(folder, 'odd', 'flowright.db'), { recursive: true });
  await assert.rejects(openStore({ dataDir: join(folder, 'odd') }), withCode('config-invalid'));
  await assert.rejects(openStore({ dataDir: join(folder, 'none'), readonly: true }), withCode('file-missing'));
  assert.equal(existsSync(join(folder, 'none')), false);
});

test('a damaged page is reported as damage, whoever meets it', async (t) => {
  const dataDir = createTemporaryFolder();
  const store = await openStore({ dataDir });
  await store.write(
    Array.from({ length: 200 }, (_, index) => ({ sql: INSERT, parameters: [`key ${index}`, 'v'.repeat(1_000)] })),
  );
  await store.close();
  const size = statSync(store.path).size;
  const file = openSync(store.path, 'r+');
  writeSync(file, Buffer.alloc(8_192, 0xff), 0, 8_192, size - 8_192);
  closeSync(file);
  const damaged = await openTemporaryStore(t, { dataDir });
  assert.throws(() => damaged.all('SELECT * FROM settings'), withCode('storage-corrupt'));
  truncateSync(store.path, size - 3 * 8_192);
  await assert.rejects(
    openStore({ dataDir }).then(async (again) => {
      try {
        again.all('SELECT * FROM settings');
      } finally {
        await again.close();
      }
    }),
    withCode('storage-corrupt'),
  );
});

test('a backup file put in place by hand works, in WAL mode', async (t) => {
  const dataDir = createTemporaryFolder();
  const store = await openStore({ dataDir });
  await store.close();
  const db = new DatabaseSync(store.path);
  db.exec('PRAGMA journal_mode = DELETE');
  db.close();
  const again = await openTemporaryStore(t, { dataDir });
  await again.write([{ sql: INSERT, parameters: ['a', '1'] }]);
  assert.equal(createSettingsRepository(again).get('a'), 1);
  assert.equal(again.get('PRAGMA journal_mode')?.journal_mode, 'wal');
});
