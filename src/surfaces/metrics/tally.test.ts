import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createDurationTally } from './duration-tally.ts';
import { toMethodLabel, toRouteClass } from './route-class.ts';
import { createNameLimit, createTally } from './tally.ts';

test('a tally loses nothing and tells only so many labels apart', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ maxLength: 2 }), fc.nat(5))), (adds) => {
      const tally = createTally(3);
      for (const [label, amount] of adds) tally.add([label, 'x'], amount);
      const entries = [...tally.entries()];
      assert.ok(entries.length <= 4);
      const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
      assert.equal(sum(entries.map(({ count }) => count)), sum(adds.map(([, amount]) => amount)));
    }),
  );
});

test('names beyond the limit become other', () => {
  const name = createNameLimit(2);
  assert.deepEqual(['a', 'b', 'c', 'a', '__proto__'].map(name), ['a', 'b', 'other', 'a', 'other']);
});

test('whatever is asked for, routes and methods are few', () => {
  const routes = new Set<string>();
  fc.assert(
    fc.property(fc.webPath(), fc.string(), (path, text) => {
      routes.add(toRouteClass(path));
      routes.add(toRouteClass(text));
    }),
  );
  assert.ok(routes.size < 10);
  assert.equal(toRouteClass('/api/runs/01ABC/events?x=/y'), '/api/runs');
  assert.equal(toRouteClass('/api/__proto__'), '/api');
  assert.equal(toRouteClass('/hooks/orders/new'), '/hooks');
  assert.equal(toRouteClass('*'), '/');
  assert.equal(toMethodLabel('BREW'), 'other');
});

test('durations are counted in the bucket they fit', () => {
  const tally = createDurationTally([1, 5]);
  for (const seconds of [0, 1, 1.5, 5, 6]) tally.observe('a', seconds);
  assert.deepEqual([...tally.entries()], [['a', { buckets: [2, 2, 1], seconds: 13.5, count: 5 }]]);
});
