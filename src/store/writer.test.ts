import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { createTemporaryFolder, openTemporaryStore } from './testing/temporary-store.ts';
import { createWriter } from './writer.ts';

const INSERT = 'INSERT INTO settings (key, value) VALUES (?, ?)';

test('a writer thread that cannot start refuses every write with the reason, and closes', async () => {
  const path = join(createTemporaryFolder(), 'no', 'such', 'folder.db');
  const writer = createWriter({ path, synchronous: 'FULL', busyTimeoutMs: 100, syncDelayMs: 0, maxBytes: undefined });
  const failed: AppError[] = [];
  writer.attach({ take: () => [], committed: () => undefined, failed: (error) => failed.push(error) });
  const isFailed = (error: unknown): boolean => error instanceof AppError && error.code === 'storage-failed';
  await assert.rejects(writer.write([{ sql: INSERT, parameters: ['a', '1'] }]), isFailed);
  assert.ok(isFailed(writer.failure));
  assert.equal(failed.length > 0, true);
  await assert.rejects(writer.write([{ sql: INSERT, parameters: ['a', '1'] }]), isFailed);
  await writer.close();
  await writer.close();
});

test('a value that cannot be stored fails its own group, and the writer goes on', async (t) => {
  const store = await openTemporaryStore(t);
  const unsendable: unknown = () => undefined;
  const parameters = ['a', unsendable as string];
  await assert.rejects(
    store.write([{ sql: INSERT, parameters }]),
    (error) => error instanceof AppError && error.code === 'storage-failed',
  );
  await store.write([{ sql: INSERT, parameters: ['b', '1'] }]);
  assert.equal(store.get('SELECT count(*) AS n FROM settings')?.n, 1);
});

test('writes queued together share commits and keep their order', async (t) => {
  const store = await openTemporaryStore(t, { syncDelayMs: 20 });
  const startedAt = performance.now();
  const writes = Array.from({ length: 100 }, (_, index) =>
    store.write([
      {
        sql: 'INSERT INTO settings (key, value) VALUES (?, (SELECT count(*) FROM settings)) RETURNING value',
        parameters: [`k${index}`],
      },
    ]),
  );
  const results = await Promise.all(writes);
  assert.deepEqual(
    results.map(([result]) => result?.rows[0]?.value),
    results.map((_, index) => String(index)),
  );
  assert.ok(performance.now() - startedAt < 1_000, 'a hundred commits would take two seconds');
});
