import assert from 'node:assert/strict';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { openStore } from '#store/store.ts';
import type { Diagnosis, ServeOptions, ServeSources } from '#surfaces/cli/app-port.ts';
import { diagnose } from './diagnose.ts';
import { checkClock, checkPrograms } from './diagnosis/check-runtime.ts';

function createFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowright-doctor-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function look(dataDir: string, options: Partial<ServeOptions> = {}, sources: Partial<ServeSources> = {}) {
  const found = await diagnose(
    { dataDir, blocksDirs: [], allowedRoots: ['/'], allowPrivate: [], port: 0, host: '127.0.0.1', ...options },
    { configFile: undefined, env: {}, workingDir: dataDir, flags: new Set(), ...sources },
  );
  const of = (subject: string): readonly Diagnosis[] => found.filter((diagnosis) => diagnosis.subject === subject);
  return { found, of, errors: found.filter(({ severity }) => severity === 'error') };
}

async function createData(t: TestContext): Promise<string> {
  const folder = createFolder(t);
  await (await openStore({ dataDir: folder })).close();
  return folder;
}

test('a folder in order has no error, and its database stays as it is', async (t) => {
  const dataDir = await createData(t);
  const path = join(dataDir, 'flowright.db');
  const before = readFileSync(path);
  const { errors, of } = await look(dataDir);
  assert.deepEqual(errors, []);
  assert.match(String(of('Database')[0]?.message), /^It is sound and has schema \d+\.$/);
  assert.equal(of('Port')[0]?.severity, 'ok');
  assert.equal(of('Node')[0]?.severity, 'ok');
  assert.ok(before.equals(readFileSync(path)));
});

test('before the first start nothing is made and nothing is wrong', async (t) => {
  const dataDir = join(createFolder(t), 'a', 'b');
  const { errors, of } = await look(dataDir);
  assert.deepEqual(errors, []);
  assert.match(String(of('Data folder')[0]?.message), /is not there yet/);
  assert.equal(statSync(dataDir, { throwIfNoEntry: false }), undefined);
});

test('files that others can read are named with what to do', async (t) => {
  const dataDir = await createData(t);
  writeFileSync(join(dataDir, 'owner-token'), 'x');
  chmodSync(join(dataDir, 'owner-token'), 0o644);
  chmodSync(join(dataDir, 'flowright.db'), 0o644);
  const { of } = await look(dataDir);
  assert.deepEqual(
    of('Permissions').map(({ severity, advice }) => [severity, advice?.split(';')[0]]),
    [
      ['warning', `Run: chmod 600 "${join(dataDir, 'flowright.db')}"`],
      ['error', `Run: chmod 600 "${join(dataDir, 'owner-token')}"`],
    ],
  );
});

test('a data folder that is a file, and a database that is none, newer or damaged, are errors', async (t) => {
  const folder = createFolder(t);
  const file = join(folder, 'file');
  writeFileSync(file, '');
  assert.equal((await look(file)).of('Data folder')[0]?.severity, 'error');

  const foreign = join(folder, 'foreign');
  mkdirSync(foreign);
  writeFileSync(join(foreign, 'flowright.db'), 'This is no database. '.repeat(1_000));
  assert.equal((await look(foreign)).of('Database')[0]?.severity, 'error');

  const dataDir = await createData(t);
  const newer = join(folder, 'newer');
  cpSync(dataDir, newer, { recursive: true });
  const db = new DatabaseSync(join(newer, 'flowright.db'));
  db.exec("INSERT INTO migrations (id, name, applied_at) VALUES (9999, 'later', 0)");
  db.close();
  assert.match(String((await look(newer)).of('Database')[0]?.message), /newer Flowright/);

  const path = join(dataDir, 'flowright.db');
  const descriptor = openSync(path, 'r+');
  for (let offset = 8_192; offset < statSync(path).size; offset += 8_192)
    writeSync(descriptor, 'damage'.repeat(100), offset);
  const damaged = (await look(dataDir)).of('Database');
  assert.equal(damaged[0]?.severity, 'error');
  assert.match(String(damaged[0]?.advice), /restore a backup/);
});

test('a port is free, taken by another program, or answered by Flowright', async (t) => {
  const dataDir = createFolder(t);
  let answer = 'hello';
  const server = createServer((_, response) => response.end(answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const taken = (await look(dataDir, { port })).of('Port')[0];
  assert.equal(taken?.severity, 'error');
  assert.match(String(taken?.message), /another program listens there/);
  answer = JSON.stringify({ status: 'ok', version: '0.1.0', runs: { queued: 0, running: 0 } });
  assert.match(String((await look(dataDir, { port })).of('Port')[0]?.message), /Flowright 0\.1\.0 answers/);
  const foreign = (await look(dataDir, { host: '203.0.113.1' })).of('Port')[0];
  assert.match(String(foreign?.message), /this machine has no such address/);
});

test('a wrong configuration is an error, and the rest is looked at all the same', async (t) => {
  const dataDir = await createData(t);
  const configFile = join(dataDir, 'flowright.yaml');
  writeFileSync(configFile, 'port: many\n');
  const { errors, of } = await look(dataDir, {}, { configFile });
  assert.equal(errors.length, 1);
  assert.match(String(of('Configuration')[0]?.message), /flowright\.yaml:1: port: give a whole number/);
  assert.equal(of('Database')[0]?.severity, 'ok');
});

test('a block that cannot be read is a warning with its place', async (t) => {
  const dataDir = await createData(t);
  mkdirSync(join(dataDir, 'blocks', 'broken'), { recursive: true });
  writeFileSync(join(dataDir, 'blocks', 'broken', 'block.json'), '{"id": 5}');
  const { of } = await look(dataDir);
  assert.equal(of('Blocks')[0]?.severity, 'warning');
  assert.match(String(of('Blocks')[0]?.message), /block\.json/);
});

test('a clock before its time, or behind the data, is told', () => {
  const now = Date.UTC(2026, 5, 1);
  assert.equal(checkClock(0, undefined).severity, 'error');
  assert.equal(checkClock(now, now + 3_600_000).severity, 'warning');
  assert.equal(checkClock(now, now - 1).severity, 'ok');
});

test('programs are looked for on the PATH', (t) => {
  const folder = createFolder(t);
  writeFileSync(join(folder, 'bwrap'), '');
  const [bubblewrap, tesseract] = checkPrograms(`/nowhere:${folder}`);
  assert.equal(bubblewrap?.message, join(folder, 'bwrap'));
  assert.match(String(tesseract?.message), /not there/);
  assert.equal(checkPrograms(undefined)[0]?.severity, 'info');
});
