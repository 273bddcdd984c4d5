import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { toDatabasePath } from '#store/data-folder.ts';
import { cleanUp, makeDataDir, open, PLUS_ONE, start } from './setup.ts';

/** Another connection holds the write lock, as another program would. */
function lock(context: TestContext, dataDir: string): { release(): void } {
  const db = new DatabaseSync(toDatabasePath(dataDir));
  db.exec('BEGIN IMMEDIATE');
  let isHeld = true;
  const release = () => {
    if (isHeld) db.exec('ROLLBACK');
    if (isHeld) db.close();
    isHeld = false;
  };
  cleanUp(context, release);
  return { release };
}

test('runs started while another program holds the database wait for it, and all of them end', {
  timeout: 30_000,
}, async (context) => {
  const dataDir = makeDataDir(context);
  const app = await open(context, { dataDir });
  await app.workflows.save(PLUS_ONE);
  const { release } = lock(context, dataDir);
  let isReleased = false;
  const starting = Array.from({ length: 20 }, async (_, n) => {
    const runId = await start(app, 'plus_one', n);
    assert.ok(isReleased, 'a start was acknowledged before it could be on disk');
    return { runId, n };
  });
  await sleep(300);
  isReleased = true;
  release();
  for (const { runId, n } of await Promise.all(starting)) {
    assert.deepEqual((await app.host.waitForEnd(runId))?.output, { n: n + 1 });
  }
});

test('a database that stays locked is a clear error and no hang, and nothing accepted before is lost', {
  timeout: 30_000,
}, async (context) => {
  const dataDir = makeDataDir(context);
  const app = await open(context, { dataDir, busyTimeoutMs: 300 });
  await app.workflows.save(PLUS_ONE);
  const before = await start(app, 'plus_one', 1);
  await app.host.waitForEnd(before);
  const { release } = lock(context, dataDir);
  await assert.rejects(start(app, 'plus_one', 2), {
    code: 'storage-busy',
    message: /Another process holds the database/,
  });
  await app.close();
  await assert.rejects(
    async () => {
      const next = await open(context, { dataDir, busyTimeoutMs: 300 });
      await start(next, 'plus_one', 2);
    },
    { code: 'storage-busy' },
  );
  release();

  const again = await open(context, { dataDir });
  await again.host.recover();
  assert.deepEqual((await again.host.waitForEnd(before))?.output, { n: 2 });
  assert.deepEqual((await again.host.waitForEnd(await start(again, 'plus_one', 3)))?.output, { n: 4 });
});
