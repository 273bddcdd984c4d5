import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { AppError } from '#contract/app-error.ts';
import { createAuditLog } from './audit-log.ts';
import { createSecret } from './secret-text.ts';
import { isError } from './testing/is-error.ts';
import { openAudit, toEntry } from './testing/open-audit.ts';

const DAY_MS = 86_400_000;

test('what is appended can be read, the newest first, and again after a restart', async (t) => {
  const { log, open, clock } = await openAudit(t);
  const { target: _, ...untargeted } = toEntry('', clock.now());
  log.append(toEntry('one', clock.now()));
  log.append(untargeted);
  await log.flush();
  const records = log.list({ limit: 10 });
  assert.deepEqual(
    records.map(({ id, target }) => [id, target]),
    [
      [2, undefined],
      [1, 'one'],
    ],
  );
  const { hash, ...first } = records[1] ?? assert.fail('no record');
  assert.deepEqual(first, { id: 1, ...toEntry('one', clock.now()) });
  assert.match(hash, /^[0-9a-f]{64}$/);
  assert.deepEqual(open().list({ limit: 10 }), records);
});

test('entries appended one by one are written without a flush', async (t) => {
  const { log, clock } = await openAudit(t);
  const written = new Promise<void>((resolve) => {
    const look = (): void => void (log.list({ limit: 5 }).length === 3 ? resolve() : setImmediate(look));
    look();
  });
  log.append(toEntry('1', clock.now()));
  await Promise.resolve();
  log.append(toEntry('2', clock.now()));
  setImmediate(() => log.append(toEntry('3', clock.now())));
  await written;
});

test('a flush waits for what was added before it, not for what others go on adding', async (t) => {
  let others = 0;
  const { log, clock } = await openAudit(t, {
    change: (audit) => ({
      ...audit,
      add(rows) {
        // There is always one more.
        if (others++ < 50) log.append(toEntry('other', clock.now()));
        return audit.add(rows);
      },
    }),
  });
  log.append(toEntry('first', clock.now()));
  await log.flush();
  assert.equal(log.list({ target: 'first', limit: 1 }).length, 1);
  assert.ok(others < 5, `${others} batches`);
});

test('no secret reaches the log', async (t) => {
  const { store, log, clock } = await openAudit(t);
  const secret = createSecret('flw_');
  log.append({ ...toEntry(secret, clock.now()), what: `token.revoke ${secret}`, from: secret, requestId: secret });
  await log.flush();
  assert.equal(JSON.stringify(store.all('SELECT * FROM audit')).includes(secret.slice(4, 20)), false);
});

test('the database itself refuses to change, delete or insert entries', async (t) => {
  const { store, log, fill } = await openAudit(t);
  await fill(5);
  for (const sql of [
    "UPDATE audit SET who = 'x'",
    'UPDATE audit SET seq = seq + 100',
    'DELETE FROM audit WHERE seq = 3',
    'DELETE FROM audit',
    "INSERT INTO audit SELECT 9, 1, 'x', 'x', NULL, 'x', 'x', 'x', 'x'",
    "INSERT OR REPLACE INTO audit SELECT 3, 1, 'x', 'x', NULL, 'x', 'x', 'x', 'x'",
    "UPDATE audit_chain SET head_hash = 'x'",
    "UPDATE audit_chain SET anchor_seq = 3, anchor_hash = 'x'",
    'UPDATE audit_chain SET anchor_seq = 9, anchor_hash = NULL',
    'UPDATE audit_chain SET head_seq = 0',
    'DELETE FROM audit_chain',
    "INSERT OR REPLACE INTO audit_chain VALUES (1, 0, 'x', 0, 'x')",
  ])
    await assert.rejects(store.write([{ sql }]), isError('conflict'), sql);
  assert.deepEqual(await log.verify(), { ok: true, count: 5 });
});

test('logs that share a database make one chain, whoever is faster', async (t) => {
  const { open, log, clock } = await openAudit(t);
  const logs = [log, open(), open()];
  await Promise.all(
    logs.map(async (one, index) => {
      for (let number = 0; number < 60; number++) {
        one.append(toEntry(`${index}:${number}`, clock.now()));
        if (number % (index + 2) === 0) await one.flush();
      }
      await one.flush();
    }),
  );
  assert.deepEqual(await log.verify(), { ok: true, count: 180 });
  const targets = log.list({ limit: 1_000 }).map(({ target }) => target);
  assert.equal(new Set(targets).size, 180);
  for (const index of [0, 1, 2]) {
    const own = targets.filter((target) => target?.startsWith(`${index}:`)).reverse();
    assert.deepEqual(
      own,
      Array.from({ length: 60 }, (_, number) => `${index}:${number}`),
      'each in its order',
    );
  }
});

test('processes that write at the same time make one chain', async (t) => {
  const { store, log, clock } = await openAudit(t);
  const script = fileURLToPath(new URL('./testing/append-entries.ts', import.meta.url));
  const children = ['one', 'two'].map((who) =>
    spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, store.dataDir, who, '200'], {
      stdio: 'inherit',
    }),
  );
  const ends = Promise.all(children.map((child) => once(child, 'exit')));
  let isOver = false;
  ends.finally(() => {
    isOver = true;
  });
  let own = 0;
  for (; !isOver; own++) {
    log.append(toEntry(String(own), clock.now()));
    await log.flush();
  }
  assert.deepEqual(await ends, [
    [0, null],
    [0, null],
  ]);
  assert.deepEqual(await log.verify(), { ok: true, count: 400 + own });
  for (const who of ['one', 'two']) assert.equal(log.list({ who, limit: 1_000 }).length, 200);
});

test('entries that cannot be written are kept, reported, and written as soon as they can be', async (t) => {
  let broken = true;
  const { log, warnings, clock } = await openAudit(t, {
    change: (audit) => ({
      ...audit,
      add: (rows) => (broken ? Promise.reject(new AppError('storage-full', 'No space.')) : audit.add(rows)),
    }),
  });
  log.append(toEntry('1', clock.now()));
  await assert.rejects(log.flush(), isError('storage-full'));
  log.append(toEntry('2', clock.now()));
  await assert.rejects(log.flush(), isError('storage-full'));
  assert.match(warnings[0] ?? '', /^1 audit entries could not be written yet: .*No space/);
  broken = false;
  await log.flush();
  assert.deepEqual(
    log.list({ limit: 5 }).map(({ target }) => target),
    ['2', '1'],
  );
  assert.equal((await log.verify()).ok, true);
});

test('entries that could not be written are tried again by themselves', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let failures = 3;
  const tries: Array<() => void> = [];
  const tried = (): Promise<void> => new Promise((resolve) => tries.push(resolve));
  const { log, clock } = await openAudit(t, {
    change: (audit) => ({
      ...audit,
      async add(rows) {
        const next = tries.shift();
        try {
          if (failures-- > 0) throw new AppError('storage-busy', 'Locked.');
          await audit.add(rows);
        } finally {
          // Once the log has seen the outcome.
          setImmediate(() => next?.());
        }
      },
    }),
  });
  for (const waitMs of [0, 1_000, 2_000, 4_000]) {
    const outcome = tried();
    if (waitMs === 0) log.append(toEntry('1', clock.now()));
    t.mock.timers.tick(Math.max(0, waitMs - 1));
    if (waitMs > 0) assert.equal(tries.length, 1, `not before ${waitMs} ms`);
    t.mock.timers.tick(1);
    await outcome;
  }
  assert.equal(log.list({ limit: 5 }).length, 1);
});

test('when ten thousand entries wait, nothing more may be done unseen', async (t) => {
  const { log, clock } = await openAudit(t, {
    change: (audit) => ({ ...audit, add: () => Promise.reject(new AppError('storage-full', 'No space.')) }),
  });
  for (let number = 0; number < 10_000; number++) log.append(toEntry('x', clock.now()));
  assert.throws(() => log.append(toEntry('x', clock.now())), isError('storage-failed', /audit log cannot be written/));
});

test('a conflict that no other process explains is a failure, not tried for ever', async (t) => {
  const { log, clock } = await openAudit(t, {
    change: (audit) => ({ ...audit, add: () => Promise.reject(new AppError('conflict', 'No.')) }),
  });
  log.append(toEntry('x', clock.now()));
  await assert.rejects(log.flush(), isError('conflict'));
});

test('a log without its ends is refused', async (t) => {
  const { open, repository, tamper } = await openAudit(t);
  await tamper('DELETE FROM audit_chain');
  assert.throws(open, isError('storage-corrupt', /restore/));
  assert.throws(
    () => createAuditLog({ audit: repository, now: Date.now, warn: () => undefined }),
    isError('storage-corrupt'),
  );
});

test('entries are found by who, what, target, outcome and time, page by page', async (t) => {
  const { log, clock } = await openAudit(t);
  const start = clock.now();
  for (let number = 0; number < 120; number++) {
    log.append({
      ...toEntry(`w${number % 5}`, start + number * 1_000),
      who: number % 2 === 0 ? 'owner' : 'token:1',
      what: number % 3 === 0 ? 'run.start' : 'workflow.save',
      outcome: number % 10 === 0 ? 'forbidden' : 'succeeded',
    });
  }
  await log.flush();
  const count = (filter: Parameters<typeof log.list>[0]) => log.list(filter).length;
  const limit = 1_000;
  assert.equal(count({ limit }), 120);
  assert.equal(count({ limit: 7 }), 7);
  assert.equal(count({ who: 'token:1', limit }), 60);
  assert.equal(count({ what: 'run.start', limit }), 40);
  assert.equal(count({ target: 'w3', limit }), 24);
  assert.equal(count({ outcome: 'forbidden', limit }), 12);
  assert.equal(count({ outcome: 'succeeded', limit }), 108);
  assert.equal(count({ who: 'owner', what: 'run.start', outcome: 'forbidden', limit }), 4);
  assert.equal(count({ from: start + 10_000, to: start + 20_000, limit }), 10);
  assert.equal(count({ who: "owner' OR 1=1 --", limit }), 0);
  const seen: number[] = [];
  for (let beforeId: number | undefined; ; ) {
    const page = log.list({ who: 'owner', beforeId, limit: 7 });
    seen.push(...page.map(({ id }) => id));
    beforeId = page.at(-1)?.id;
    if (beforeId === undefined) break;
  }
  assert.deepEqual(
    seen,
    Array.from({ length: 60 }, (_, number) => 119 - number * 2),
  );
});

test('pruning by age leaves a chain that can be verified, and an entry that says so', async (t) => {
  const { log, open, clock, fill } = await openAudit(t);
  await fill(2_500);
  clock.advance(DAY_MS);
  await fill(30);
  const before = clock.now() - DAY_MS / 2;
  assert.deepEqual(await log.prune({ before }), { entries: 2_500 });
  await log.flush();
  assert.deepEqual(await log.verify(), { ok: true, count: 31 });
  const [newest] = log.list({ limit: 1 });
  assert.deepEqual([newest?.who, newest?.what, newest?.target], ['system', 'audit.prune', '1-2500']);
  assert.deepEqual(await log.prune({ before }), { entries: 0 });
  await log.flush();
  assert.equal(log.list({ limit: 1 })[0]?.id, newest?.id, 'nothing pruned, nothing said');
  assert.deepEqual(await log.prune({ before: Number.MAX_SAFE_INTEGER }), { entries: 31 });
  await log.flush();
  assert.deepEqual(await open().verify(), { ok: true, count: 1 });
});

test('two prunings at the same time delete each entry once', async (t) => {
  const { log, open, fill } = await openAudit(t);
  await fill(3_000);
  const pruned = await Promise.all([log, open()].map((one) => one.prune({ before: Number.MAX_SAFE_INTEGER })));
  await log.flush();
  assert.ok(pruned.reduce((sum, { entries }) => sum + entries, 0) >= 3_000);
  assert.equal((await log.verify()).ok, true);
});

test('an entry from the future keeps those behind it from being pruned, never the other way round', async (t) => {
  const { log, clock, fill } = await openAudit(t);
  await fill(5);
  await fill(1, { at: clock.now() + 100 * DAY_MS });
  await fill(5);
  assert.deepEqual(await log.prune({ before: clock.now() + DAY_MS }), { entries: 5 });
  await log.flush();
  assert.deepEqual(await log.verify(), { ok: true, count: 7 });
});
