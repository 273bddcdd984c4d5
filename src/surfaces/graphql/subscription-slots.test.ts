import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { createSubscriptionSlots } from './subscription-slots.ts';

async function* count(to: number) {
  for (let n = 1; n <= to; n++) yield n;
}

const never = new AbortController().signal;

test('a stream beyond the limit is refused, and one that ended leaves its place', async () => {
  const slots = createSubscriptionSlots(1);
  const first = await slots.follow(async () => count(2), never);
  await assert.rejects(
    slots.follow(async () => count(1), never),
    (error) => error instanceof AppError && error.code === 'rate-limited',
  );
  const seen: number[] = [];
  for await (const n of first) seen.push(n);
  assert.deepEqual(seen, [1, 2]);
  assert.equal(slots.taken, 0);
});

test('a place is free again after a stream that was left, failed, never opened, or never read', async () => {
  const slots = createSubscriptionSlots(1);
  for await (const _ of await slots.follow(async () => count(5), never)) break;
  assert.equal(slots.taken, 0);
  const failing = await slots.follow(async () => {
    async function* fail() {
      yield 1;
      throw new Error('broken');
    }
    return fail();
  }, never);
  await assert.rejects(async () => {
    for await (const _ of failing);
  }, /broken/);
  assert.equal(slots.taken, 0);
  await assert.rejects(
    slots.follow(() => Promise.reject(new Error('refused')), never),
    /refused/,
  );
  assert.equal(slots.taken, 0);
  const left = new AbortController();
  await slots.follow(async () => count(5), left.signal);
  assert.equal(slots.taken, 1);
  left.abort();
  assert.equal(slots.taken, 0);
});
