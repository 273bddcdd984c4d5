import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CronSpec, loadCronTimes } from './cron-times.ts';

const create = await loadCronTimes();
const spec = (cron: string, rest: Partial<CronSpec> = {}): CronSpec => ({
  cron,
  timeZone: 'UTC',
  startAt: undefined,
  endAt: undefined,
  ...rest,
});

test('the last times hold the moment itself, the next ones do not', () => {
  const times = create(spec('*/5 * * * *'));
  const at = Date.parse('2026-06-01T10:05:00Z');
  assert.deepEqual(times.last(at, 2), [at - 300_000, at]);
  assert.deepEqual(times.last(at - 1, 1), [at - 300_000]);
  assert.deepEqual(times.last(at + 999, 1), [at]);
  assert.equal(times.next(at), at + 300_000);
  assert.equal(times.next(at - 1), at);
});

test('last and next agree about which times there are', () => {
  const times = create(spec('*/7 2-4 * * *', { timeZone: 'Europe/Berlin' }));
  const moment = fc.integer({ min: Date.parse('2026-03-27T00:00:00Z'), max: Date.parse('2026-03-31T00:00:00Z') });
  fc.assert(
    fc.property(moment, (now) => {
      const [last] = times.last(now, 1);
      const next = times.next(now);
      assert.ok(last !== undefined && last <= now && next !== undefined && next > now);
      assert.equal(times.next(last), next);
      assert.equal(times.last(next, 2)[0], last);
    }),
    { numRuns: 100 },
  );
});

test('what has no times, or names no zone, is refused', () => {
  for (const [cron, rest] of [
    ['61 * * * *', {}],
    ['* * * *', {}],
    ['0 0 1 1 * * 2030', {}],
    ['* * * * *', { timeZone: 'Mars/Base' }],
    ['* * * * *', { startAt: 'soon' }],
  ] as const) {
    assert.throws(() => create(spec(cron, rest)), { code: 'workflow-invalid' }, cron);
  }
});

test('a day that never comes is no endless search', () => {
  assert.equal(create(spec('0 0 30 2 *')).next(0), undefined);
  assert.deepEqual(create(spec('0 0 30 2 *')).last(1e12, 5), []);
});
