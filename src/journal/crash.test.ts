import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkDatabase } from '#store/check-database.ts';
import { createTemporaryFolder, openTemporaryStore } from '#store/testing/temporary-store.ts';
import { checkJournal } from './check-journal.ts';
import type { Journal } from './journal.ts';
import { createSqliteJournal } from './sqlite-journal.ts';

const CHILD = fileURLToPath(new URL('./testing/crash-child.ts', import.meta.url));
const KILLS = 5;

/** Runs the child until it has acknowledged `lines` lines, kills it, and answers the last seq acknowledged for each run. */
async function writeUntilKilled(dataDir: string, round: number, lines: number): Promise<ReadonlyMap<string, number>> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, dataDir, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
    if (text.split('\n').length > lines) child.kill('SIGKILL');
  });
  const [code, signal] = await once(child, 'close');
  assert.equal(signal, 'SIGKILL', `the child ended by itself with ${code}`);
  const acknowledged = new Map<string, number>();
  for (const line of text.split('\n').slice(0, -1)) {
    const [id = '', seq] = line.split(' ');
    acknowledged.set(id, Number(seq));
  }
  return acknowledged;
}

function checkRun(journal: Journal, id: string, acknowledgedSeq: number): void {
  const events = [...journal.read(id)];
  assert.ok(events.length >= acknowledgedSeq, `${id}: ${events.length} events instead of ${acknowledgedSeq}`);
  assert.deepEqual(
    events.map((entry) => entry.seq),
    events.map((_, index) => index + 1),
  );
  for (const { seq, event } of events) {
    if (event.type === 'step-succeeded') assert.equal(event.path, `s${seq}`);
    if (seq === 5 && event.type === 'step-succeeded') assert.equal(event.output, `${id} `.repeat(10_000));
  }
  // A group is written whole or not at all: the last event and the status came in one append.
  assert.equal(journal.findRun(id)?.status, events.length === 11 ? 'succeeded' : 'running');
}

test('after kill -9 at any instant everything acknowledged is there, and nothing is there by half', async (t) => {
  const dataDir = createTemporaryFolder();
  const acknowledged = new Map<string, number>();
  for (let round = 0; round < KILLS; round++) {
    const killed = await writeUntilKilled(dataDir, round, 1 + round * round * 20);
    for (const [id, seq] of killed) acknowledged.set(id, seq);
  }
  const store = await openTemporaryStore(t, { dataDir });
  const journal = createSqliteJournal(store);
  assert.ok(acknowledged.size > KILLS);
  for (const [id, seq] of acknowledged) checkRun(journal, id, seq);
  assert.deepEqual([...(await checkDatabase(store)), ...(await checkJournal(store))], []);
  const owners = Array.from({ length: KILLS }, (_, round) => `host-${round}`);
  const adopted = await journal.adopt('me', owners);
  assert.ok(adopted.every((id) => journal.findRun(id)?.status === 'running'));
});
