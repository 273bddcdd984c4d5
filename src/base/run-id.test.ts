import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRunIds } from './run-id.ts';

test('ids sort by time, also within a millisecond and when the clock goes back', () => {
  const next = createRunIds();
  const ids = [next(1_000), next(1_000), next(1_001), next(900), next(2_000_000)];
  assert.deepEqual([...ids].sort(), ids);
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.match(id, /^[0-9a-hjkmnp-tv-z]{26}$/);
});

test('two makers never agree', () => {
  const one = createRunIds();
  const two = createRunIds();
  assert.notEqual(one(5), two(5));
});
