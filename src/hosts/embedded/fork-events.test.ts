import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunEvent, StoredEvent } from '#contract/run-event.ts';
import { withCode } from '../suite/lab.ts';
import { body, flow, step } from '../suite/sample-flow.ts';
import { toForkEvents } from './fork-events.ts';

const workflow = flow(
  'w',
  [
    step('a', 'x.a'),
    step('b', 'x.b'),
    step('c', 'x.c', {}, { body: body([step('inner', 'x.i')]) }),
    step('d', 'x.d'),
    step('e', 'x.e'),
  ],
  ['a>b', 'b>c', 'a>d', 'd>e', 'c>e'],
);

const stored = (...events: RunEvent[]): StoredEvent[] => events.map((event, index) => ({ seq: index + 1, event }));
const ok = (path: string): RunEvent => ({ type: 'step-succeeded', at: 1, path, output: { path } });
const began = (path: string): RunEvent => ({ type: 'step-started', at: 1, path, attempt: 1 });
const failed = (path: string): RunEvent => ({
  type: 'step-failed',
  at: 1,
  path,
  attempt: 1,
  error: { code: 'data-invalid', message: 'x' },
  jitter: 0,
});
const paths = (events: readonly RunEvent[]) => events.map((event) => ('path' in event ? event.path : event.type));

describe('what a fork takes over', () => {
  it('is what does not follow the named steps', () => {
    const events = stored(ok('a'), ok('d'), ok('b'), ok('c'), ok('e'));
    const taken = (from: string[]) => paths(toForkEvents(workflow, events, { from }).events);
    assert.deepEqual(taken(['b']), ['a', 'd']);
    assert.deepEqual(taken(['e']), ['a', 'd', 'b', 'c']);
    assert.deepEqual(taken(['a']), []);
    assert.deepEqual(taken(['d', 'c']), ['a', 'b']);
  });

  it('is everything that succeeded before what did not, when no step is named', () => {
    const events = stored(began('a'), ok('a'), began('b'), began('d'), ok('d'), failed('b'));
    const { steps, events: taken } = toForkEvents(workflow, events, {});
    assert.deepEqual(steps, ['b']);
    assert.deepEqual(paths(taken), ['a', 'd']);
    assert.ok(taken.every((event) => event.type === 'step-succeeded' && event.copied === true));
  });

  it('holds variables in their order, also of steps inside a loop, but not of steps that run again', () => {
    const set = (path: string, n: number): RunEvent => ({ type: 'variables-set', at: 1, path, values: { n } });
    const events = stored(set('a', 1), ok('a'), set('c[0].inner', 2), ok('c[0].inner'), ok('c'), set('e', 3), ok('e'));
    const { events: taken } = toForkEvents(workflow, events, { from: ['e'] });
    assert.deepEqual(paths(taken), ['a', 'a', 'c[0].inner', 'c']);
  });

  it('holds an effect a person vouched for', () => {
    const resolved = (decision: 'succeeded' | 'failed' | 'retry'): RunEvent => ({
      type: 'uncertain-resolved',
      at: 1,
      path: 'a',
      decision,
      output: { n: 1 },
    });
    const events = stored(began('a'), resolved('succeeded'), began('b'), failed('b'));
    assert.deepEqual(toForkEvents(workflow, events, {}), {
      steps: ['b'],
      events: [{ type: 'step-succeeded', at: 1, path: 'a', output: { n: 1 }, copied: true }],
    });
    assert.deepEqual(toForkEvents(workflow, stored(began('a'), resolved('failed')), {}), { steps: ['a'], events: [] });
  });

  it('leaves out steps the version to run does not have', () => {
    const { events } = toForkEvents(flow('w', [step('b', 'x.b')]), stored(ok('a'), ok('b')), { from: ['b'] });
    assert.deepEqual(events, []);
  });

  it('is refused where there is nothing to go on from', () => {
    const events = stored(began('a'), ok('a'));
    assert.throws(() => toForkEvents(workflow, events, {}), withCode('conflict', '--from'));
    assert.throws(() => toForkEvents(workflow, events, { from: ['inner'] }), withCode('step-not-found', 'inner'));
    assert.throws(
      () => toForkEvents(workflow, events, { from: ['a'], overrides: { z: {} } }),
      withCode('step-not-found', '"z"'),
    );
  });
});
