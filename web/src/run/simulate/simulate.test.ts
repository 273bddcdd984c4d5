// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { toJournal, toWorkflow, viewOf } from '../model/testing/events.ts';
import { estimateRun } from './estimate.ts';
import { readSimulation } from './read-simulation.ts';

const WORKFLOW = toWorkflow(
  [{ id: 'a' }, { id: 'mail' }, { id: 'skipped' }],
  [
    { from: 'a', to: 'mail' },
    { from: 'a', to: 'skipped', port: 'other' },
  ],
);
const EVENTS = toJournal([
  { type: 'step-started', path: 'a', attempt: 1, input: { x: 1 } },
  { type: 'step-succeeded', path: 'a', output: { y: 2 } },
  { type: 'step-started', path: 'mail', attempt: 1, input: { to: 'ada' } },
  { type: 'step-succeeded', path: 'mail', output: { sent: true }, simulated: true },
  { type: 'run-finished', status: 'succeeded' },
]);
const GIVEN = { input: {}, reads: false };

describe('readSimulation', () => {
  it('keeps the data of each step, and what would have been written', () => {
    const result = readSimulation(WORKFLOW, { status: 'succeeded', events: EVENTS, moreEvents: 0 }, GIVEN);
    expect(result.data.get('mail')).toMatchObject({
      input: { to: 'ada' },
      output: { sent: true },
      status: 'succeeded',
    });
    expect([...result.simulated]).toEqual([['mail', 1]]);
    expect(result.steps.get('a')).toMatchObject({ succeeded: 1 });
    expect(result.data.has('skipped')).toBe(false);
  });

  it('keeps the error of a step that would fail', () => {
    const error = { code: 'expression-failed', message: 'No x.' } as const;
    const events = toJournal([
      { type: 'step-started', path: 'a', attempt: 1 },
      { type: 'step-failed', path: 'a', attempt: 1, error, jitter: 0 },
      { type: 'run-finished', status: 'failed', error },
    ]);
    const result = readSimulation(WORKFLOW, { status: 'failed', error, events, moreEvents: 0 }, GIVEN);
    expect(result.data.get('a')).toMatchObject({ error, status: 'failed' });
    expect(result.error).toEqual(error);
  });
});

describe('estimateRun', () => {
  const { steps } = viewOf(EVENTS);

  it('adds up the longest chain of the steps taken', () => {
    const timings = [
      { stepId: 'a', p50Ms: 100, p95Ms: 200 },
      { stepId: 'mail', p50Ms: 50, p95Ms: 500 },
      { stepId: 'skipped', p50Ms: 9_000, p95Ms: 9_000 },
    ];
    expect(estimateRun(WORKFLOW, steps, timings)).toEqual({ p50Ms: 150, p95Ms: 700, unknown: [] });
  });

  it('says which steps no run has taken yet', () => {
    expect(estimateRun(WORKFLOW, steps, [{ stepId: 'a', p50Ms: 100, p95Ms: 100 }])).toEqual({
      p50Ms: 100,
      p95Ms: 100,
      unknown: ['mail'],
    });
  });

  it('estimates nothing without a history', () => {
    expect(estimateRun(WORKFLOW, steps, [])).toBeUndefined();
    expect(estimateRun(WORKFLOW, steps, [{ stepId: 'skipped', p50Ms: 1, p95Ms: 1 }])).toBeUndefined();
  });
});
