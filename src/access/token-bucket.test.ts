import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createTestClock } from './testing/test-clock.ts';
import { createTokenBuckets } from './token-bucket.ts';

test('whatever is asked for and when, no more passes than the burst and the rate together allow', () => {
  const step = fc.record({ pauseMs: fc.nat(3_000), cost: fc.integer({ min: 1, max: 8 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const clock = createTestClock(0);
      const buckets = createTokenBuckets({ perSecond: 5, burst: 10 }, clock.now);
      let spent = 0;
      for (const { pauseMs, cost } of steps) {
        clock.advance(pauseMs);
        if (buckets.waitMs('k', cost) > 0) continue;
        buckets.spend('k', cost);
        spent += cost;
      }
      return spent <= 10 + (clock.now() * 5) / 1_000 + 1e-6;
    }),
  );
});

test('a clock that goes back gives nothing away and locks nobody out', () => {
  const clock = createTestClock(1_000_000);
  const buckets = createTokenBuckets({ perSecond: 1, burst: 2 }, clock.now);
  buckets.spend('k', 2);
  clock.advance(-500_000);
  assert.equal(buckets.waitMs('k', 1), 1_000);
  clock.advance(1_000);
  assert.equal(buckets.waitMs('k', 1), 0);
});

test('ten thousand keys are remembered at most, and the one in use stays', () => {
  const buckets = createTokenBuckets({ perSecond: 1, burst: 5 }, () => 0);
  for (let key = 0; key < 60_000; key++) {
    buckets.spend(`key-${key}`, 1);
    if (key % 5_000 === 0) buckets.spend('busy', 0.1);
  }
  assert.equal(buckets.size, 10_000);
  assert.ok(buckets.waitMs('busy', 5) > 0, 'what it used up is still known');
  assert.equal(buckets.waitMs('key-0', 5), 0);
});
