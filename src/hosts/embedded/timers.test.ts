import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createTestClock } from '../suite/test-clock.ts';
import { type Due, Timers } from './timers.ts';

function setUp() {
  const clock = createTestClock();
  const start = clock.wall();
  const fired: (Due & { readonly firedAt: number })[] = [];
  const timers = new Timers(clock, (due) => fired.push({ ...due, firedAt: clock.wall() - start }));
  const add = (path: string, inMs: number, purpose: Due['purpose'] = 'wait') =>
    timers.add({ runId: 'r', path, purpose, dueAt: clock.wall() + inMs });
  return { clock, timers, fired, add, paths: () => fired.map((due) => due.path) };
}

describe('timers', () => {
  it('calls back when something is due, in order of time', () => {
    const { clock, fired, add } = setUp();
    add('late', 90_000);
    add('soon', 10);
    add('past', -5);
    clock.advance(0);
    assert.deepEqual(
      fired.map(({ path, firedAt }) => [path, firedAt]),
      [['past', 0]],
    );
    clock.advance(9);
    assert.equal(fired.length, 1);
    clock.advance(1);
    clock.advance(100_000);
    assert.deepEqual(
      fired.map(({ path, firedAt }) => [path, firedAt]),
      [
        ['past', 0],
        ['soon', 10],
        ['late', 90_000],
      ],
    );
    assert.equal(clock.pending, 0);
  });

  it('holds nothing twice, and takes it anew once it was due', () => {
    const { clock, add, paths } = setUp();
    for (let times = 0; times < 3; times++) add('a', 10);
    clock.advance(10);
    assert.deepEqual(paths(), ['a']);
    add('a', 0);
    clock.advance(0);
    assert.deepEqual(paths(), ['a', 'a']);
  });

  it('never lets a wait last longer because the clock was set back', () => {
    const { clock, add, paths } = setUp();
    add('a', 5_000);
    clock.jump(-86_400_000);
    clock.advance(4_999);
    assert.deepEqual(paths(), []);
    clock.advance(1);
    assert.deepEqual(paths(), ['a']);
  });

  it('notices within a second that the clock was set forward', () => {
    const { clock, add, paths } = setUp();
    add('a', 3_600_000);
    clock.jump(3_600_000);
    clock.advance(1_000);
    assert.deepEqual(paths(), ['a']);
  });

  it('calls nobody once it is closed', () => {
    const { clock, timers, add, paths } = setUp();
    add('a', 10);
    timers.close();
    add('b', 10);
    clock.advance(1_000);
    assert.deepEqual(paths(), []);
    assert.equal(clock.pending, 0);
  });

  it('lets whoever is called add more', () => {
    const clock = createTestClock();
    let left = 5;
    const timers: Timers = new Timers(clock, () => {
      if (left-- > 0) timers.add({ runId: 'r', path: `${left}`, purpose: 'wait', dueAt: clock.wall() });
    });
    timers.add({ runId: 'r', path: 'first', purpose: 'wait', dueAt: clock.wall() });
    clock.advance(1);
    assert.equal(left, -1);
  });

  it('calls back for each at its own time, whatever the order they came in', () => {
    const delays = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 60 });
    const check = fc.property(delays, (times) => {
      const { clock, fired, add } = setUp();
      for (const [index, ms] of times.entries()) add(`${index}`, ms);
      clock.advance(5_000);
      assert.deepEqual(
        fired.map((due) => due.firedAt),
        times.toSorted((a, b) => a - b),
      );
    });
    fc.assert(check, { numRuns: 100 });
  });
});
