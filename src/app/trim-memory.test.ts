import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { trimMemoryOnce } from './trim-memory.ts';

/** Lets the timer fire and answers whether the heap shrank by the garbage made before. */
function collects(t: TestContext, isIdle: boolean): boolean {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let garbage: unknown = Array.from({ length: 300_000 }, (_, index) => ({ index }));
  assert.ok(garbage);
  garbage = undefined;
  const before = process.memoryUsage().heapUsed;
  trimMemoryOnce(() => isIdle);
  t.mock.timers.tick(2_000);
  return process.memoryUsage().heapUsed < before - 5_000_000;
}

test('what a start left behind is collected once nothing runs', (t) => {
  assert.ok(collects(t, true));
});

test('runs under way are not held up', (t) => {
  assert.ok(!collects(t, false));
});
