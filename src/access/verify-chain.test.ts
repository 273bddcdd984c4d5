import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toChainHash } from './audit-entry.ts';
import { openAudit, toEntry } from './testing/open-audit.ts';
import { verifyChain } from './verify-chain.ts';

test('an untouched chain holds, empty, short, and longer than one look', async (t) => {
  const { log, open, fill } = await openAudit(t);
  assert.deepEqual(await log.verify(), { ok: true, count: 0 });
  await fill(1);
  assert.deepEqual(await log.verify(), { ok: true, count: 1 });
  await fill(1_999);
  assert.deepEqual(await log.verify(), { ok: true, count: 2_000 });
  assert.deepEqual(await open().verify(), { ok: true, count: 2_000 });
});

test('any changed field shows, and where', async (t) => {
  const { open, fill, tamper } = await openAudit(t);
  await fill(20);
  const changes = [
    ['at', '7'],
    ['at', "'yesterday'"],
    ['at', '9223372036854775807'],
    ['who', "'somebody'"],
    ['what', "'workflow.delete'"],
    ['target', 'NULL'],
    ['target', "x'01'"],
    ['outcome', "'failed'"],
    ['source', "''"],
    ['request_id', "'r2'"],
    ['hash', "'00'"],
  ] as const;
  for (const [column, value] of changes) {
    await tamper(
      'CREATE TEMP TABLE saved AS SELECT * FROM audit WHERE seq = 13',
      `UPDATE audit SET ${column} = ${value} WHERE seq = 13`,
    );
    assert.deepEqual(await open().verify(), { ok: false, brokenAt: 13 }, `${column} = ${value}`);
    await tamper('DELETE FROM audit WHERE seq = 13', 'INSERT INTO audit SELECT * FROM saved', 'DROP TABLE saved');
  }
  assert.deepEqual(await open().verify(), { ok: true, count: 20 });
});

for (const [what, sql, brokenAt] of [
  ['the first', 'seq = 1', 1],
  ['one in the middle', 'seq = 10', 10],
  ['several', 'seq BETWEEN 5 AND 9', 5],
  ['the newest', 'seq = 20', 20],
  ['the newest ten', 'seq > 10', 11],
  ['all', 'true', 1],
] as const) {
  test(`deleted entries show: ${what}`, async (t) => {
    const { open, fill, tamper } = await openAudit(t);
    await fill(20);
    await tamper(`DELETE FROM audit WHERE ${sql}`);
    assert.deepEqual(await open().verify(), { ok: false, brokenAt });
  });
}

test('inserted entries show, wherever they are put', async (t) => {
  const { open, fill, tamper, store } = await openAudit(t);
  await fill(20);
  const columns = "1, 'x', 'x', NULL, 'succeeded', 'x', 'x'";
  for (const seq of ['-5', '0', '21', '9223372036854775807']) {
    await tamper(`INSERT INTO audit SELECT ${seq}, ${columns}, hash FROM audit WHERE seq = 20`);
    const check = await open().verify();
    assert.equal(check.ok, false, seq);
    await tamper(`DELETE FROM audit WHERE seq = ${seq}`);
  }
  assert.equal((await open().verify()).ok, true);
  // Everything behind moves one place on, as if it had always been there.
  await tamper(
    'UPDATE audit SET seq = -seq - 1 WHERE seq > 10',
    'UPDATE audit SET seq = -seq WHERE seq < 0',
    `INSERT INTO audit VALUES (11, ${columns}, 'made-up')`,
    'UPDATE audit_chain SET head_seq = 21',
  );
  assert.equal(store.get('SELECT count(*) AS n FROM audit')?.n, 21);
  assert.deepEqual(await open().verify(), { ok: false, brokenAt: 11 });
});

test('exchanged entries show', async (t) => {
  const { open, fill, tamper } = await openAudit(t);
  await fill(20);
  await tamper(
    'UPDATE audit SET seq = -1 WHERE seq = 4',
    'UPDATE audit SET seq = 4 WHERE seq = 5',
    'UPDATE audit SET seq = 5 WHERE seq = -1',
  );
  assert.deepEqual(await open().verify(), { ok: false, brokenAt: 4 });
});

test('a changed end of the chain shows', async (t) => {
  const { store, log, fill, tamper } = await openAudit(t);
  await fill(20);
  const { head_hash: headHash, anchor_hash: anchorHash } = store.get('SELECT * FROM audit_chain') ?? {};
  const restore = `UPDATE audit_chain SET anchor_seq = 0, anchor_hash = '${anchorHash}', head_seq = 20, head_hash = '${headHash}'`;
  for (const change of [
    "head_hash = 'x'",
    'head_seq = 19',
    'head_seq = 21',
    'head_seq = 9223372036854775807',
    "anchor_hash = 'x'",
    'anchor_seq = 5',
    'anchor_seq = -9',
  ]) {
    await tamper(`UPDATE audit_chain SET ${change}`);
    assert.equal((await log.verify()).ok, false, change);
    await tamper(restore);
  }
  assert.equal((await log.verify()).ok, true);
  await tamper('DELETE FROM audit_chain');
  assert.equal((await log.verify()).ok, false);
});

test('a chain that was made up anew, hashes and all, is noticed by a process that saw the old one', async (t) => {
  const { store, log, open, fill, tamper } = await openAudit(t);
  await fill(20);
  const genesis = String(store.get('SELECT anchor_hash FROM audit_chain')?.anchor_hash);
  let hash = genesis;
  const updates = store
    .rows('SELECT seq, at, who, what, target, outcome, source, request_id FROM audit ORDER BY seq')
    .map((row) => {
      const columns = row.map((value, index) => (index === 2 && row[0] === 8 ? 'somebody' : value));
      hash = toChainHash(hash, columns);
      return `UPDATE audit SET who = '${columns[2]}', hash = '${hash}' WHERE seq = ${row[0]}`;
    });
  await tamper(...updates, `UPDATE audit_chain SET head_hash = '${hash}'`);
  assert.deepEqual(await open().verify(), { ok: true, count: 20 }, 'nothing else could tell');
  assert.deepEqual(await log.verify(), { ok: false, brokenAt: 20 });
});

test('a chain that was emptied, both ends and all, is noticed by a process that saw the old one', async (t) => {
  const { log, fill, tamper } = await openAudit(t);
  await fill(20);
  await tamper('DELETE FROM audit', 'UPDATE audit_chain SET head_seq = 0, head_hash = anchor_hash');
  assert.deepEqual(await log.verify(), { ok: false, brokenAt: 1 });
});

test('entries pruned after the ends were read are no break, but a gap is one all the same', async (t) => {
  const { repository, fill, log, clock, tamper } = await openAudit(t);
  await fill(50);
  const atStart = repository.findEnds() ?? assert.fail('no ends');
  /** Looks at the chain with the ends it had at first. */
  const verifySince = () => {
    const ends = [atStart];
    return verifyChain({ ...repository, findEnds: () => ends.shift() ?? repository.findEnds() }, atStart.head);
  };
  await log.prune({ before: clock.now() - 29_500 });
  assert.deepEqual(await verifySince(), { ok: true, count: 30 });
  await tamper('DELETE FROM audit WHERE seq = 30');
  assert.deepEqual(await verifySince(), { ok: false, brokenAt: 30 });
  await log.prune({ before: clock.now() + 1 });
  assert.deepEqual(await verifySince(), { ok: true, count: 0 });
});

test('entries added and pruned while the chain is looked at are no break', async (t) => {
  const { log, clock, fill } = await openAudit(t);
  await fill(3_000);
  const middle = clock.now() - 1_000_000;
  for (const before of [middle, clock.now() + 1]) {
    const checking = log.verify();
    for (let number = 0; number < 100; number++) log.append(toEntry(`more-${number}`, clock.now() + 5));
    const [check, , pruned] = await Promise.all([checking, log.flush(), log.prune({ before })]);
    assert.equal(check.ok, true);
    assert.ok(pruned.entries > 900);
  }
  await log.flush();
  assert.deepEqual(await log.verify(), { ok: true, count: 202 });
});
