import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CronTimes } from './cron-times.ts';
import { findNext, GRACE_MS, MAX_MISSED, planFires } from './plan-fires.ts';
import type { Misfire } from './schedule-spec.ts';

/** Every ten seconds. */
const STEP = 10_000;
const times: CronTimes = {
  next: (after) => (Math.floor(after / STEP) + 1) * STEP,
  list: () => [],
  last: (until, count) => {
    const newest = Math.floor(until / STEP) * STEP;
    return Array.from({ length: count }, (_, index) => newest - (count - 1 - index) * STEP);
  },
};
const spec = (misfire: Misfire, jitterMs = 0) => ({ id: 'w:s', misfire, jitterMs });

test('what is met in time fires under every policy', () => {
  for (const misfire of ['skip', 'once', 'all'] as const) {
    assert.deepEqual(planFires(spec(misfire), times, 100_000, 110_003), {
      times: [110_000],
      cursor: 110_000,
      skipped: 0,
    });
    assert.deepEqual(planFires(spec(misfire), times, 110_000, 119_999), { times: [], cursor: 110_000, skipped: 0 });
  }
});

test('what was missed fires never, once or each time', () => {
  const now = 155_000;
  assert.deepEqual(planFires(spec('skip'), times, 100_000, now).times, [150_000]);
  assert.deepEqual(planFires(spec('once'), times, 100_000, now), { times: [150_000], cursor: 150_000, skipped: 4 });
  assert.deepEqual(planFires(spec('all'), times, 100_000, now).times, [110_000, 120_000, 130_000, 140_000, 150_000]);
  const hourly = { ...times, last: () => [100_000] };
  assert.deepEqual(planFires(spec('skip'), hourly, 0, 100_000 + GRACE_MS + 1), {
    times: [],
    cursor: 100_000,
    skipped: 1,
  });
});

test('whatever the delays, each time is decided about once, in order, and none is lost when all are wanted', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 0, max: 25_000 }), (pauses, jitterMs) => {
      const fired: number[] = [];
      let cursor = 1_000_000;
      let now = cursor;
      for (const pause of pauses) {
        now += pause;
        const due = planFires(spec('all', jitterMs), times, cursor, now);
        fired.push(...due.times);
        assert.ok(due.cursor >= cursor);
        cursor = due.cursor;
        const next = findNext(spec('all', jitterMs), times, cursor);
        assert.ok(next !== undefined && next > now, 'nothing that is due is left');
      }
      assert.ok(fired.length <= pauses.length * MAX_MISSED);
      assert.deepEqual(
        fired,
        Array.from({ length: fired.length }, (_, index) => 1_010_000 + index * STEP),
      );
    }),
    { numRuns: 200 },
  );
});
