import assert from 'node:assert/strict';
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import type { Application } from '#app/open-application.ts';
import { AppError } from '#contract/app-error.ts';
import { toDatabasePath } from '#store/data-folder.ts';
import { ASKING, makeDataDir, open, PLUS_ONE, start, startOther } from './setup.ts';

const PAGE_BYTES = 8_192;
const RUNS = 60;

/** Overwrites bytes of a file with something that is no page. */
function damage(path: string, from: number, count: number): void {
  const bytes = readFileSync(path);
  const at = from < 0 ? bytes.length + from : from;
  bytes.fill(0xa5, at, Math.min(bytes.length, at + count));
  writeFileSync(path, bytes);
}

/** What an action answers, or the code of its error; anything but a storage error is a defect. */
async function attempt<T>(action: () => T | Promise<T>): Promise<T | 'storage-corrupt'> {
  try {
    return await action();
  } catch (error) {
    assert.ok(error instanceof AppError, `not an AppError: ${error}`);
    assert.equal(error.code, 'storage-corrupt', error.message);
    assert.match(error.message, /data check/);
    return 'storage-corrupt';
  }
}

/** A closed data folder with ended and waiting runs. */
async function makeFolder(
  context: TestContext,
): Promise<{ readonly dataDir: string; readonly runIds: readonly string[] }> {
  const dataDir = makeDataDir(context);
  const app = await open(context, { dataDir });
  await app.workflows.save(PLUS_ONE);
  await app.workflows.save(ASKING);
  const runIds: string[] = [];
  for (let n = 0; n < RUNS; n++) runIds.push(await start(app, n % 3 === 0 ? 'asking' : 'plus_one', n));
  for (const [n, runId] of runIds.entries()) if (n % 3 !== 0) await app.host.waitForEnd(runId);
  await app.close();
  return { dataDir, runIds };
}

/** Reads what is there, goes on with it and starts something new. Answers how many actions met the damage. */
async function useAll(app: Application, runIds: readonly string[]): Promise<number> {
  let met = 0;
  const count = (outcome: unknown) => {
    if (outcome === 'storage-corrupt') met++;
  };
  count(await attempt(() => app.host.recover()));
  for (const [n, runId] of runIds.entries()) {
    const record = await attempt(() => app.journal.findRun(runId));
    count(record);
    if (typeof record === 'object' && n % 3 !== 0) assert.deepEqual(record.output, { n: n + 1 });
    const events = await attempt(() => [...app.journal.read(runId)]);
    count(events);
    if (typeof events === 'object' && events.length > 0) assert.equal(events[0]?.event.type, 'run-created');
    if (n === 3)
      count(await attempt(() => app.host.answer(runId, { kind: 'answer', path: 'ask', data: { approved: true } })));
  }
  count(await attempt(() => start(app, 'plus_one', 1)));
  return met;
}

const DAMAGES: readonly { readonly what: string; readonly harm: (path: string) => void }[] = [
  { what: 'the last page is overwritten', harm: (path) => damage(path, -PAGE_BYTES, PAGE_BYTES) },
  { what: 'the last page is missing', harm: (path) => truncateSync(path, readFileSync(path).length - PAGE_BYTES) },
  {
    what: 'the last page is cut in half',
    harm: (path) => truncateSync(path, readFileSync(path).length - PAGE_BYTES / 2),
  },
  {
    what: 'the second half is overwritten',
    harm: (path) => damage(path, Math.floor(readFileSync(path).length / 2), 1e9),
  },
];

for (const { what, harm } of DAMAGES) {
  test(`when ${what}, what is damaged is named as such and the rest stays readable`, {
    timeout: 30_000,
  }, async (context) => {
    const { dataDir, runIds } = await makeFolder(context);
    harm(toDatabasePath(dataDir));
    const app = await attempt(() => open(context, { dataDir }));
    if (app === 'storage-corrupt') return;
    const met = await useAll(app, runIds);
    assert.ok(met > 0, 'the damage was met by nothing');
    await app.close();
  });
}

test('a file that is no database is refused, and left as it is', { timeout: 30_000 }, async (context) => {
  const { dataDir } = await makeFolder(context);
  damage(toDatabasePath(dataDir), 0, PAGE_BYTES);
  const before = readFileSync(toDatabasePath(dataDir));
  await assert.rejects(open(context, { dataDir }), { code: 'storage-corrupt' });
  assert.ok(before.equals(readFileSync(toDatabasePath(dataDir))));
});

for (const [what, harm] of [
  ['overwritten', (path: string) => damage(path, -PAGE_BYTES, PAGE_BYTES)],
  ['cut off', (path: string) => truncateSync(path, readFileSync(path).length - 1_000)],
] as const) {
  test(`when the end of the write-ahead log is ${what}, everything written before it is recovered`, {
    timeout: 30_000,
  }, async (context) => {
    const dataDir = makeDataDir(context);
    const { server, next } = await startOther(context, dataDir);
    server.send({ do: 'save', workflow: ASKING });
    await next('saved');
    const accepted: string[] = [];
    for (let n = 0; n < 20; n++) {
      server.send({ do: 'start', n, workflowId: 'asking', input: { n }, key: `k${n}` });
      accepted.push((await next('accepted')).runId);
    }
    await server.kill();
    const log = `${toDatabasePath(dataDir)}-wal`;
    assert.ok(existsSync(log) && readFileSync(log).length > 10 * PAGE_BYTES, 'the killed process left its log');
    harm(log);

    const app = await open(context, { dataDir });
    const found = accepted.filter((runId) => app.journal.findRun(runId) !== undefined);
    assert.deepEqual(found, accepted.slice(0, found.length), 'only the latest may be gone');
    assert.ok(found.length >= accepted.length - 2, `${accepted.length - found.length} runs are gone`);
    assert.equal(await app.host.recover(), found.length);
    for (const runId of found)
      await app.host.answer(runId, { kind: 'answer', path: 'ask', data: { approved: true }, by: 'me' });
    for (const runId of found) assert.deepEqual((await app.host.waitForEnd(runId))?.output, { by: 'me' });
  });
}
