import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDatabase } from '#store/check-database.ts';
import { openTemporaryStore } from '#store/testing/temporary-store.ts';
import { checkJournal } from './check-journal.ts';
import { createSqliteJournal } from './sqlite-journal.ts';
import { sampleCreated, sampleRun, sampleStep } from './testing/sample-run.ts';

test('a check finds nothing in sound data, large values and queued runs included', async (t) => {
  const store = await openTemporaryStore(t);
  const journal = createSqliteJournal(store);
  for (let index = 0; index < 300; index++) {
    journal.createRun(sampleRun(`r${index}`), [sampleCreated('x'.repeat(index * 500))]);
    if (index % 10 === 0) await journal.flush();
    journal.append(`r${index}`, [sampleStep('a', index)]);
  }
  await journal.flush();
  assert.deepEqual(await checkDatabase(store), []);
  assert.deepEqual(await checkJournal(store), []);
});

test('a check finds gaps, unreadable and invalid events, events without a run and runs without events', async (t) => {
  const store = await openTemporaryStore(t);
  const journal = createSqliteJournal(store);
  for (const id of ['gap', 'text', 'shape', 'empty', 'sound']) {
    journal.createRun(sampleRun(id), [sampleCreated(1)]);
    await journal.flush();
    journal.append(id, [sampleStep('a', 1), sampleStep('b', 2)]);
    await journal.flush();
  }
  const ofRun = (id: string, seq: number): string => `(SELECT n << 32 | ${seq} FROM runs WHERE id = '${id}')`;
  await store.write([
    { sql: `UPDATE journal SET key = key + 1 WHERE key = ${ofRun('gap', 2)}` },
    { sql: `UPDATE journal SET events = '[{"type":' WHERE key = ${ofRun('text', 2)}` },
    {
      sql: `UPDATE journal SET events = '[{"type":"step-succeeded","at":1,"path":7,"output":1}]', count = 1 WHERE key = ${ofRun('shape', 2)}`,
    },
    { sql: `DELETE FROM journal WHERE key IN (${ofRun('empty', 1)}, ${ofRun('empty', 2)})` },
    { sql: `INSERT INTO journal VALUES (999 << 32 | 1, 1, '[{"type":"run-started","at":1}]', NULL)` },
  ]);
  const findings = (await checkJournal(store)).map(({ place, message }) => `${place}: ${message}`);
  const expected = [
    /^run gap: Event 2 should follow, but event 3 does/,
    /^run text: .* cannot be read/,
    /^run shape: Event 2 is not valid at "path"/,
    /^journal of the unknown run number 999: /,
    /^run empty: It has no events/,
  ];
  assert.equal(findings.length, expected.length, findings.join('\n'));
  for (const pattern of expected)
    assert.ok(
      findings.some((finding) => pattern.test(finding)),
      `${pattern} in ${findings.join('\n')}`,
    );
});

test('a check finds large values that are missing, changed, unreadable or without a run', async (t) => {
  const store = await openTemporaryStore(t);
  const journal = createSqliteJournal(store);
  for (const letter of ['a', 'b', 'c', 'd']) {
    journal.createRun(sampleRun(letter), [sampleStep('s', letter.repeat(100_000))], {
      status: 'succeeded',
      output: letter.repeat(100_000),
    });
  }
  await journal.flush();
  const blobOf = (id: string): string => `(SELECT output_blob FROM runs WHERE id = '${id}')`;
  await store.write([
    { sql: `UPDATE blobs SET data = x'0011' WHERE hash = ${blobOf('a')}` },
    { sql: `UPDATE blobs SET data = (SELECT data FROM blobs WHERE hash = ${blobOf('d')}) WHERE hash = ${blobOf('b')}` },
    { sql: `DELETE FROM blob_refs WHERE hash = ${blobOf('c')}` },
    { sql: `INSERT INTO blobs VALUES ('orphan', 2, 'none', x'3131')` },
    { sql: `DELETE FROM blobs WHERE hash = ${blobOf('c')}` },
  ]);
  const findings = await checkDatabase(store);
  assert.deepEqual(
    findings
      .map(({ severity, message }) => `${severity}: ${message.replace(/[0-9a-f]{64}/, 'HASH').replace(/ \(.*\)/, '')}`)
      .sort(),
    [
      'error: Its content is not what was stored.',
      'error: Its content is not what was stored.',
      'error: Its output, blob HASH, is missing.',
      'error: It cannot be unpacked.',
      'warning: No run refers to it; it only takes space.',
    ].sort(),
  );
  assert.ok(
    (await checkJournal(store)).some(({ place, message }) => place === 'run c' && /missing or damaged/.test(message)),
  );
});
