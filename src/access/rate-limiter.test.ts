import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { isError } from './testing/is-error.ts';
import { createTestClock } from './testing/test-clock.ts';

const LIMITS = { principal: { perSecond: 10, burst: 20 }, address: { perSecond: 20, burst: 30 } };

function open() {
  const clock = createTestClock(0);
  return { clock, limiter: createRateLimiter({ limits: LIMITS, now: clock.now }) };
}

/** How many calls pass in a row. */
function countCalls(take: () => void): number {
  for (let count = 0; ; count++) {
    try {
      take();
    } catch (error) {
      assert.ok(isError('rate-limited')(error));
      return count;
    }
  }
}

test('a principal may do its burst at once and its rate from then on', () => {
  const { clock, limiter } = open();
  const take = () => limiter.take('token:a', '192.0.2.1');
  assert.equal(countCalls(take), 20);
  clock.advance(1_000);
  assert.equal(countCalls(take), 10);
  clock.advance(1_000_000);
  assert.equal(countCalls(take), 20);
});

test('a refusal says how long to wait, and waiting so long is enough', () => {
  const { clock, limiter } = open();
  const take = () => limiter.take('token:a', '192.0.2.1', 7);
  countCalls(take);
  let waitMs = 0;
  try {
    take();
  } catch (error) {
    assert.ok(error instanceof AppError);
    assert.match(error.message, /from you\. Wait 100 ms/);
    waitMs = Number(error.data?.retryAfterMs);
  }
  assert.equal(waitMs, 100);
  clock.advance(waitMs - 1);
  assert.throws(take, isError('rate-limited'));
  clock.advance(1);
  take();
});

test('all principals behind one address share its limit, and a refused call uses up nothing', () => {
  const { limiter } = open();
  assert.equal(
    countCalls(() => limiter.take('token:a', '192.0.2.1')),
    20,
  );
  assert.equal(
    countCalls(() => limiter.take('token:b', '192.0.2.1')),
    10,
  );
  assert.throws(() => limiter.take('token:b', '192.0.2.1'), isError('rate-limited', /from your address/));
  assert.equal(
    countCalls(() => limiter.take('token:b', '192.0.2.2')),
    10,
  );
});

test('strangers are counted by address only, so that one cannot use up the share of all', () => {
  const { limiter } = open();
  assert.equal(
    countCalls(() => limiter.take('nobody', '192.0.2.1')),
    30,
  );
  assert.equal(
    countCalls(() => limiter.take('nobody', '192.0.2.2')),
    30,
  );
});

test('addresses of one IPv6 network count as one', () => {
  const { limiter } = open();
  let host = 0;
  assert.equal(
    countCalls(() => limiter.take('nobody', `2001:db8:1:2::${(host++).toString(16)}`)),
    30,
  );
  limiter.take('nobody', '2001:db8:1:3::1');
});

test('the command line and the product itself are not limited', () => {
  const { limiter } = open();
  for (let call = 0; call < 1_000; call++) {
    limiter.take('owner', 'local');
    limiter.take('system', '192.0.2.1');
  }
  assert.equal(
    countCalls(() => limiter.take('owner', '192.0.2.1')),
    20,
  );
});

test('a call dearer than the burst passes with a full bucket and empties it', () => {
  const { limiter } = open();
  limiter.take('token:a', '192.0.2.1', 1_000);
  assert.throws(() => limiter.take('token:a', '192.0.2.1'), isError('rate-limited'));
});

test('a cost that makes no sense is a defect, and a limit that lets nothing through is refused', () => {
  const { limiter } = open();
  for (const cost of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
    assert.throws(() => limiter.take('token:a', '192.0.2.1', cost), isError('internal'));
  for (const principal of [
    { perSecond: 0, burst: 1 },
    { perSecond: 1, burst: 0 },
    { perSecond: Number.NaN, burst: 1 },
  ])
    assert.throws(() => createRateLimiter({ limits: { principal } }), isError('config-invalid'));
});

test('by default a principal has 400 calls at once and 100 a second, and an address twice that', () => {
  const clock = createTestClock(0);
  const limiter = createRateLimiter({ now: clock.now });
  assert.equal(
    countCalls(() => limiter.take('token:a', '192.0.2.1')),
    400,
  );
  assert.equal(
    countCalls(() => limiter.take('nobody', '192.0.2.2')),
    800,
  );
  clock.advance(1_000);
  assert.equal(
    countCalls(() => limiter.take('token:a', '192.0.2.1')),
    100,
  );
  assert.equal(
    countCalls(() => limiter.take('nobody', '192.0.2.2')),
    200,
  );
});
