import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Workflow } from '#contract/workflow.ts';
import { createBlankWorkflow } from './blank-workflow.ts';
import { listSteps } from './find-step.ts';
import { assertSound } from './testing/assert-sound.ts';
import { choices, editAtRandom, toStart } from './testing/random-edit.ts';
import { toLoop, toStep } from './testing/sample.ts';
import { toEditable } from './to-editable.ts';

const several = fc.array(choices, { maxLength: 15 });

describe('to-editable', () => {
  it('takes every document the contract takes, as it is', () => {
    fc.assert(
      fc.property(several, (made) => {
        const workflow = Workflow.parse(editAtRandom(toStart(), made));
        expect(toEditable(workflow)).toEqual({ workflow, dropped: [], droppedCount: 0 });
      }),
    );
    const full = {
      ...toStart(),
      $schema: 'x',
      description: 'd',
      tags: ['t'],
      variables: { a: [1, null] },
      settings: {
        timeoutMs: 5,
        maxConcurrentRuns: 2,
        onUncertain: 'ask',
        priority: -5,
        retry: { maxAttempts: 2, delayMs: 1, backoff: 'fixed', maxDelayMs: 9 },
      },
    };
    expect(toEditable(full).workflow).toEqual(Workflow.parse(full));
    expect(toEditable(full).dropped).toEqual([]);
  });

  it('makes something sound that the contract takes out of any JSON', () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('a', 'b', {}, [], null, 1, { id: 'a' }, { id: 'a', process: { block: 'x' } }),
    );
    const scope = {
      steps: fc.array(fc.oneof(odd, fc.record({ id: odd, process: odd, body: odd }, { requiredKeys: [] }))),
      edges: fc.array(fc.oneof(odd, fc.record({ from: odd, to: odd }))),
    };
    const document = fc.record(
      { id: odd, name: odd, inputs: odd, notes: odd, groups: odd, settings: odd, ...scope },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(document, fc.jsonValue()), (value) => {
        const { workflow } = toEditable(JSON.parse(JSON.stringify(value)), { id: 'given' });
        assertSound(workflow);
        expect(Workflow.safeParse(workflow).success).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('makes something sound out of a document with parts exchanged', () => {
    fc.assert(
      fc.property(several, fc.array(fc.tuple(fc.nat(200), fc.jsonValue()), { maxLength: 8 }), (made, exchanged) => {
        const value = JSON.parse(JSON.stringify(editAtRandom(toStart(), made)));
        for (const [at, entry] of exchanged) {
          const holders: object[] = [];
          const visit = (item: unknown) => {
            if (typeof item !== 'object' || item === null) return;
            holders.push(item);
            for (const inner of Object.values(item)) visit(inner);
          };
          visit(value);
          const holder = holders[at % holders.length] ?? value;
          const keys = Object.keys(holder);
          const key = keys[at % Math.max(1, keys.length)];
          if (key !== undefined) Reflect.set(holder, key, structuredClone(entry));
        }
        const { workflow } = toEditable(JSON.parse(JSON.stringify(value)));
        assertSound(workflow);
        expect(Workflow.safeParse(workflow).success).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('says what it dropped and where', () => {
    const { workflow, dropped } = toEditable({
      flowright: 1,
      id: 'w',
      name: 'W',
      typo: 1,
      steps: [toStep('a'), toStep('a'), toStep('b', { process: { block: 'x', timeoutMs: -1 } })],
      edges: [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
        { from: 'a', to: 'a' },
      ],
    });
    expect(dropped.map(({ pointer }) => pointer)).toEqual([
      '/steps/1/id',
      '/steps/2/process/timeoutMs',
      '/edges/2',
      '/edges',
      '/typo',
    ]);
    expect(workflow.edges).toEqual([{ from: 'a', to: 'b' }]);
  });

  it('uses the given id and name where there are none', () => {
    expect(toEditable({}, { id: 'x', name: 'Y' }).workflow).toEqual(createBlankWorkflow('x', 'Y'));
    expect(toEditable('nonsense').workflow).toMatchObject({ id: 'untitled', steps: [] });
    expect(Workflow.safeParse(createBlankWorkflow('x')).success).toBe(true);
  });

  it('bounds depth, steps and what it lists', () => {
    let nested = toLoop('l0', []);
    for (let at = 1; at < 30; at++) nested = toLoop(`l${at}`, [nested]);
    expect(listSteps(toEditable({ steps: [nested] }).workflow).length).toBeLessThanOrEqual(11);
    const many = Array.from({ length: 10_500 }, (_, at) => toStep(`s${at}`));
    const { workflow, dropped, droppedCount } = toEditable({ steps: many });
    expect(workflow.steps).toHaveLength(10_000);
    expect([dropped.length, droppedCount]).toEqual([200, 500]);
  });
});
