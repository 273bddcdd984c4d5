import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AuditEntry, cleanEntry, toAuditRecord, toAuditRow, toChainHash } from './audit-entry.ts';
import { createSecret } from './secret-text.ts';
import { isError } from './testing/is-error.ts';

const ENTRY: AuditEntry = {
  at: 1_777_636_800_000,
  who: 'owner',
  what: 'workflow.save',
  target: 'daily-orders',
  outcome: 'succeeded',
  from: 'rest 127.0.0.1',
  requestId: 'r-1',
};

test('the hash is SHA-256 over the one before and the JSON of the columns, as documented', () => {
  const row = toAuditRow(ENTRY, { seq: 4, hash: 'aa' });
  const text = 'aa\n[5,1777636800000,"owner","workflow.save","daily-orders","succeeded","rest 127.0.0.1","r-1"]';
  assert.equal(row.hash, createHash('sha256').update(text).digest('hex'));
  assert.equal(row.seq, 5);
  assert.deepEqual(toAuditRecord(row), { id: 5, ...ENTRY, hash: row.hash });
});

test('an entry without a target has another hash than one with an empty target', () => {
  const { target: _, ...rest } = ENTRY;
  const head = { seq: 0, hash: '' };
  assert.notEqual(toAuditRow(rest, head).hash, toAuditRow({ ...rest, target: '' }, head).hash);
  assert.equal('target' in toAuditRecord(toAuditRow(rest, head)), false);
});

test('two entries that differ in any field, or in where one field ends, have different hashes', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 8 });
  const columns = fc.tuple(fc.nat(), fc.nat(), text, text, fc.option(text), text, text, text);
  fc.assert(
    fc.property(columns, columns, (one, other) => {
      const isSame = one.every((value, index) => value === other[index]);
      return isSame || toChainHash('x', one) !== toChainHash('x', other);
    }),
  );
});

test('texts are made short, printable and free of secrets', () => {
  const secret = createSecret('flw_');
  const clean = cleanEntry({
    ...ENTRY,
    who: 'a\nb\u2028c\u202ed\0e',
    what: 'x'.repeat(10_000),
    target: secret,
    from: '\ud800 half',
  });
  assert.equal(clean.who, 'a\ufffdb\ufffdc\ufffdd\ufffde');
  assert.equal(clean.what.length, 300);
  assert.equal(clean.target, 'flw_[secret]');
  assert.equal(clean.from, '\ufffd half');
});

test('cleaning never fails on a text, and cleaning again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (target) => {
      const once = cleanEntry({ ...ENTRY, target });
      assert.deepEqual(cleanEntry(once), once);
      assert.equal(once.target?.isWellFormed(), true);
    }),
  );
});

test('a time that is none is a defect', () => {
  for (const at of [Number.NaN, -1, Number.POSITIVE_INFINITY, 2 ** 60])
    assert.throws(() => cleanEntry({ ...ENTRY, at }), isError('internal'));
  assert.equal(cleanEntry({ ...ENTRY, at: 5.9 }).at, 5);
});
