import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RunEvent } from '#contract/run-event.ts';
import { applyEvent } from './apply-event.ts';
import { createRunState } from './state.ts';
import { arbitraryScript, seeds } from './testing/arbitrary-script.ts';
import { assertCutShort, assertOutcome } from './testing/compare.ts';
import { describeCommand, describeState } from './testing/describe.ts';
import { judge } from './testing/oracle.ts';
import { simulate } from './testing/simulated-host.ts';

// `simulate` itself checks that the run ends, that its state is sound after every event and empty at the end, that no
// step runs again whose end was journaled, that announced effects come back as uncertain, and what is outstanding.

const numRuns = Number(process.env.FLOWRIGHT_PROPERTY_RUNS ?? 400);
const MOODS = ['calm', 'failing', 'stopping'] as const;
const crashRates = fc.constantFrom(0.03, 0.2, 0.5);
const acts = fc.nat({ max: 60 });

describe('any workflow, in any order of things', () => {
  for (const mood of MOODS) {
    it(`comes to what the oracle says (${mood})`, () => {
      const property = fc.property(arbitraryScript(mood), seeds, (script, seed) => {
        assertOutcome(judge(script), simulate(script, { seed }));
      });
      fc.assert(property, { numRuns });
    });

    it(`comes to the same however often it crashes (${mood})`, () => {
      const property = fc.property(arbitraryScript(mood), seeds, crashRates, (script, seed, crashRate) => {
        assertOutcome(judge(script), simulate(script, { seed, crashRate }));
      });
      fc.assert(property, { numRuns });
    });
  }

  it('ends early when it is cancelled, and does nothing it would not have done', () => {
    const property = fc.property(
      arbitraryScript('failing'),
      seeds,
      acts,
      crashRates,
      (script, seed, cancelAt, crashRate) => {
        assertCutShort(judge(script), simulate(script, { seed, cancelAt, crashRate }), 'cancelled');
      },
    );
    fc.assert(property, { numRuns });
  });

  it('ends early when its time is up, and does nothing it would not have done', () => {
    const timed = fc.nat({ max: 6_000 }).chain((timeoutMs) => arbitraryScript('calm', { timeoutMs }));
    const property = fc.property(timed, seeds, crashRates, (script, seed, crashRate) => {
      assertCutShort(judge(script), simulate(script, { seed, crashRate }), 'timed-out');
    });
    fc.assert(property, { numRuns });
  });

  it('ends whatever people say of uncertain effects', () => {
    const decisions = fc.constantFrom('retry' as const, 'succeeded' as const, 'failed' as const);
    const policies = fc.constantFrom('ask' as const, 'retry' as const, 'fail' as const);
    const scripts = policies.chain((onUncertain) => arbitraryScript('failing', { onUncertain }));
    const property = fc.property(scripts, seeds, decisions, (script, seed, decision) => {
      const { observer } = simulate(script, { seed, decision, crashRate: 0.2 });
      assert.notEqual(observer.end, undefined);
    });
    fc.assert(property, { numRuns });
  });

  it('asks for the same, and is in the same state, every time its events are replayed', () => {
    const property = fc.property(
      arbitraryScript('failing'),
      seeds,
      fc.option(acts, { nil: -1 }),
      (script, seed, cancelAt) => {
        const { plan, journal } = simulate(script, { seed, cancelAt });
        const first = createRunState(plan);
        const second = createRunState(plan);
        for (const event of JSON.parse(JSON.stringify(journal))) {
          const asked = applyEvent(first, event).map(describeCommand);
          assert.deepEqual(applyEvent(second, event).map(describeCommand), asked);
          assert.deepEqual(describeState(second), describeState(first));
        }
      },
    );
    fc.assert(property, { numRuns });
  });

  it('ignores events about steps that ended, and any event once it is finished', () => {
    const property = fc.property(arbitraryScript('failing'), seeds, fc.nat(), (script, seed, pick) => {
      const { plan, journal } = simulate(script, { seed });
      const state = createRunState(plan);
      const late = journal.filter((event) => event.type === 'step-succeeded' || event.type === 'step-failed');
      for (const event of journal) {
        applyEvent(state, event);
        const again = late[pick % Math.max(late.length, 1)];
        if (again === undefined || ('path' in again && state.active.has(again.path))) continue;
        const before = describeState(state);
        assert.deepEqual(applyEvent(state, again), []);
        assert.deepEqual(describeState(state), before);
      }
      for (const event of journal) assert.deepEqual(applyEvent(state, event), []);
    });
    fc.assert(property, { numRuns });
  });

  it('does not care what steps write to their logs', () => {
    const property = fc.property(arbitraryScript('failing'), seeds, (script, seed) => {
      const { plan, journal } = simulate(script, { seed });
      const state = createRunState(plan);
      for (const event of journal) {
        const path = [...state.active.keys()].at(-1) ?? 'nobody';
        const before = describeState(state);
        const line: RunEvent = { type: 'step-logged', at: event.at, path, attempt: 1, level: 'info', message: 'x' };
        assert.deepEqual(applyEvent(state, line), []);
        assert.deepEqual(describeState(state), before);
        applyEvent(state, event);
      }
    });
    fc.assert(property, { numRuns });
  });

  it('is any workflow indeed: the random ones meet all that can happen in a run', () => {
    const seen = new Set<string>();
    const scripts = fc.tuple(
      fc.constantFrom(...MOODS).chain((mood) => arbitraryScript(mood)),
      seeds,
      acts,
    );
    for (const [script, seed, cancelAt] of fc.sample(scripts, { numRuns: 400, seed: 1 })) {
      const { journal, observer } = simulate(script, { seed, crashRate: 0.1, cancelAt });
      for (const event of journal) seen.add(event.type);
      for (const { status } of observer.outcomes.values()) seen.add(status);
      if (judge(script).ends.length > 1) seen.add('several possible ends');
    }
    const told = ['variables-set', 'substep-finished', 'run-timed-out', 'step-logged'];
    const events = RunEvent.options.map((option) => option.shape.type.value).filter((type) => !told.includes(type));
    const others = ['done', 'failed', 'skipped', 'disabled', 'stopped', 'several possible ends'];
    assert.deepEqual(
      [...events, ...others].filter((what) => !seen.has(what)),
      [],
    );
  });
});
