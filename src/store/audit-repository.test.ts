import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { type AuditRow, createAuditRepository } from './audit-repository.ts';
import { openTemporaryStore } from './testing/temporary-store.ts';

const isConflict = (error: unknown): boolean => error instanceof AppError && error.code === 'conflict';

const toRow = (seq: number, at = seq * 1_000): AuditRow => ({
  seq,
  at,
  who: 'owner',
  what: 'run.start',
  target: null,
  outcome: 'succeeded',
  source: 'test',
  requestId: 'r',
  hash: `hash-${seq}`,
});

test('every data folder begins its chain differently', async (t) => {
  const [one, other] = [await openTemporaryStore(t), await openTemporaryStore(t)].map((store) =>
    createAuditRepository(store).findEnds(),
  );
  assert.deepEqual(one?.anchor, one?.head);
  assert.match(one?.anchor.hash ?? '', /^[0-9a-f]{64}$/);
  assert.notEqual(one?.anchor.hash, other?.anchor.hash);
});

test('rows are added behind the head only, all or none', async (t) => {
  const audit = createAuditRepository(await openTemporaryStore(t));
  await audit.add([toRow(1), toRow(2)]);
  for (const rows of [[toRow(2)], [toRow(4)], [toRow(0)], [toRow(3), toRow(3)]])
    await assert.rejects(audit.add(rows), isConflict);
  assert.deepEqual(audit.findEnds()?.head, { seq: 2, hash: 'hash-2' });
  assert.equal(audit.findEnds()?.stray, undefined);
});

test('rows are listed by time, the later in the chain first when times are equal, and the cursor follows', async (t) => {
  const audit = createAuditRepository(await openTemporaryStore(t));
  // The clock is set back after the second entry.
  await audit.add([toRow(1, 50), toRow(2, 90), toRow(3, 10), toRow(4, 50), toRow(5, 60)]);
  const list = (beforeId?: number) => audit.list({ beforeId, limit: 2 }).map(({ seq }) => seq);
  assert.deepEqual([list(), list(5), list(1), list(3)], [[2, 5], [4, 1], [3], []]);
  assert.deepEqual(audit.list({ limit: 0 }), []);
  assert.deepEqual(audit.list({ limit: -1 }), []);
});

test('removed rows leave their last one as the anchor', async (t) => {
  const audit = createAuditRepository(await openTemporaryStore(t));
  await audit.add([1, 2, 3, 4].map((seq) => toRow(seq)));
  assert.equal(await audit.removeTo(3), 3);
  assert.equal(await audit.removeTo(2), 0);
  assert.deepEqual(audit.findEnds(), {
    anchor: { seq: 3, hash: 'hash-3' },
    head: { seq: 4, hash: 'hash-4' },
    stray: undefined,
  });
  assert.deepEqual(audit.readOldest(5), [{ seq: 4, at: 4_000 }]);
  await assert.rejects(audit.removeTo(9), isConflict);
});
