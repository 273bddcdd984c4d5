import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestClock } from './testing/test-clock.ts';
import { createVerifiedCache } from './verified-cache.ts';

test('a value is remembered for its time, and no longer than it holds itself', () => {
  const clock = createTestClock();
  const cache = createVerifiedCache<string>({ now: clock.now, ttlMs: 100 });
  cache.set('a', 'one');
  cache.set('b', 'two', clock.now() + 50);
  clock.advance(49);
  assert.deepEqual([cache.get('a'), cache.get('b')], ['one', 'two']);
  clock.advance(1);
  assert.deepEqual([cache.get('a'), cache.get('b')], ['one', undefined]);
  clock.advance(50);
  assert.equal(cache.get('a'), undefined);
  assert.equal(cache.size, 0);
});

test('a clock that is set back ends it', () => {
  const clock = createTestClock();
  const cache = createVerifiedCache<string>({ now: clock.now, ttlMs: 100 });
  cache.set('a', 'one');
  clock.advance(-1);
  assert.equal(cache.get('a'), undefined);
});

test('it never holds more than a thousand values, and loses the oldest first', () => {
  const cache = createVerifiedCache<number>({ now: () => 0, ttlMs: 100 });
  for (let key = 0; key < 50_000; key++) cache.set(`key-${key}`, key);
  assert.equal(cache.size, 1_000);
  assert.equal(cache.get('key-49999'), 49_999);
  assert.equal(cache.get('key-48999'), undefined);
  cache.delete('key-49999');
  assert.equal(cache.get('key-49999'), undefined);
});
