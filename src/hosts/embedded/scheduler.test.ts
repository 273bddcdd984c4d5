import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { turn } from '../suite/lab.ts';
import { flow, step } from '../suite/sample-flow.ts';
import type { LiveRun } from './live-run.ts';
import { Scheduler } from './scheduler.ts';
import { startRun } from './testing/sample-run.ts';

/** A scheduler over runs that have so many things to do; it notes the runs it works on. */
function setUp(work: readonly number[], sliceMs = 1_000) {
  const runs = work.map(() => startRun(flow('w', [step('a', 'test.echo')])));
  const left = new Map<LiveRun, number>(runs.map((run, index) => [run, work[index] ?? 0]));
  const order: number[] = [];
  const rested: number[] = [];
  const scheduler = new Scheduler({
    step(run) {
      const todo = left.get(run) ?? 0;
      if (todo === 0) return false;
      left.set(run, todo - 1);
      order.push(runs.indexOf(run));
      return true;
    },
    rest: (run) => rested.push(runs.indexOf(run)),
    sliceMs,
  });
  return { scheduler, runs, order, rested, left };
}

/** Runs without repetitions: 0 0 0 1 1 is 0 1. */
const changes = (order: readonly number[]): number[] => order.filter((run, at) => run !== order[at - 1]);

describe('scheduler', () => {
  it('gives runs turns of limited length, round robin', async () => {
    const { scheduler, runs, order, rested } = setUp([150, 150, 3]);
    for (const run of runs) scheduler.schedule(run);
    await turn();
    assert.equal(order.length, 303);
    assert.deepEqual(changes(order), [0, 1, 2, 0, 1, 0, 1]);
    assert.deepEqual(rested.slice(-2), [0, 1]);
  });

  it('holds a run once, however often it is scheduled', async () => {
    const { scheduler, runs, rested } = setUp([1]);
    const [run] = runs;
    assert.ok(run);
    for (let times = 0; times < 5; times++) scheduler.schedule(run);
    await turn();
    assert.deepEqual(rested, [0]);
    scheduler.schedule(run);
    await turn();
    assert.deepEqual(rested, [0, 0]);
  });

  it('lets the event loop turn when a slice is over', async () => {
    const { scheduler, runs, order } = setUp([200, 200], 0);
    for (const run of runs) scheduler.schedule(run);
    await turn();
    assert.ok(order.length < 400, 'not all at once');
    while (order.length < 400) await turn();
  });

  it('gives a new run its turn at once, but not endlessly many', () => {
    const { scheduler, runs, order } = setUp([5, 5]);
    const [first] = runs;
    assert.ok(first);
    scheduler.turn(first);
    assert.equal(order.length, 5);
    const many = setUp(
      Array.from({ length: 50 }, () => 5),
      0,
    );
    for (const run of many.runs) many.scheduler.turn(run);
    assert.ok(many.order.length < 250);
    many.scheduler.stop();
  });

  it('holds all runs while the disk cannot follow, also when it fails', async () => {
    for (const fails of [false, true]) {
      const { scheduler, runs, order } = setUp([3]);
      const gate = Promise.withResolvers<void>();
      scheduler.pause(gate.promise);
      assert.equal(scheduler.isPaused, true);
      for (const run of runs) scheduler.turn(run);
      await turn();
      assert.deepEqual(order, []);
      if (fails) gate.reject(new Error('The disk is full.'));
      else gate.resolve();
      await turn();
      await turn();
      assert.equal(order.length, 3);
      assert.equal(scheduler.isPaused, false);
    }
  });

  it('does nothing more once it is stopped', async () => {
    const { scheduler, runs, order } = setUp([3, 3]);
    const [first, second] = runs;
    assert.ok(first && second);
    scheduler.schedule(first);
    scheduler.stop();
    scheduler.schedule(second);
    scheduler.turn(second);
    await turn();
    assert.deepEqual(order, []);
  });
});
