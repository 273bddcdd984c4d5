import assert from 'node:assert/strict';
import type { Expectation } from './oracle.ts';
import type { Simulation } from './simulated-host.ts';

/** Asserts that every step has the outcome the oracle gives it, or, where the order of things decides, may have it. */
function assertSteps(expected: Expectation, { observer }: Simulation, ended: boolean): void {
  for (const [path, step] of expected.steps) {
    const seen = observer.outcomes.get(path);
    if (seen === undefined) {
      assert.ok(ended || !step.certain, `${path} has no outcome, but should be ${step.status}`);
      continue;
    }
    const attempts = step.attempts === 0 ? 0 : step.attempts + (observer.uncertain.get(path) ?? 0);
    assert.deepEqual(seen, { status: step.status, attempts }, `outcome of ${path}`);
  }
  for (const path of observer.outcomes.keys())
    assert.ok(expected.steps.has(path), `${path} should not have been reached`);
}

/** Asserts that a run which nobody cancelled came to what the oracle says. */
export function assertOutcome(expected: Expectation, simulation: Simulation): void {
  assertSteps(expected, simulation, false);
  const { end } = simulation.observer;
  if (expected.ends.length === 0) {
    assert.deepEqual([end?.status, end?.error], ['succeeded', undefined]);
    return;
  }
  const possible = expected.ends.map(({ status, code, step }) => `${status} ${code} ${code === undefined ? '' : step}`);
  const seen = `${end?.status} ${end?.error?.code} ${end?.error?.data?.step ?? ''}`;
  assert.ok(possible.includes(seen), `the run ended as "${seen}", not as one of ${JSON.stringify(possible)}`);
}

/** Asserts that a run cut short from outside did nothing the whole run would not have done. */
export function assertCutShort(expected: Expectation, simulation: Simulation, status: 'cancelled' | 'timed-out'): void {
  const { end } = simulation.observer;
  if (end?.status !== status) {
    assertOutcome(expected, simulation);
    return;
  }
  assertSteps(expected, simulation, true);
  assert.equal(end.error?.code, status === 'cancelled' ? 'run-cancelled' : 'run-timeout');
}
