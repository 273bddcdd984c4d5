import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Step } from '#contract/workflow.ts';
import { updateStep } from './edits/update-step.ts';
import { findScope, findStep, hasStep, listIdsInside, listLoopsAround, listScopes, listSteps } from './find-step.ts';
import { choices, editAtRandom, toStart } from './testing/random-edit.ts';
import { toLargeWorkflow, toLoop, toStep, toWorkflow } from './testing/sample.ts';

const nested = toWorkflow([toStep('a'), toLoop('outer', [toStep('b'), toLoop('inner', [toStep('c')])])]);

describe('find-step', () => {
  it('finds steps at the top and in bodies, and says where they are', () => {
    expect(findStep(nested, 'a')).toMatchObject({ scopeId: undefined, at: 0 });
    expect(findStep(nested, 'c')).toMatchObject({ scopeId: 'inner', at: 0, step: { id: 'c' } });
    expect(findStep(nested, 'missing')).toBeUndefined();
    expect(hasStep(nested, 'inner')).toBe(true);
    expect(hasStep(nested, 'toString')).toBe(false);
  });

  it('lists the loops around a step from the outside in', () => {
    expect(listLoopsAround(nested, 'c').map(({ id }) => id)).toEqual(['outer', 'inner']);
    expect(listLoopsAround(nested, 'a')).toEqual([]);
    expect(listLoopsAround(nested, 'missing')).toEqual([]);
  });

  it('lists every step once, and every scope after the one around it', () => {
    expect(listSteps(nested).map(({ step }) => step.id)).toEqual(['a', 'outer', 'b', 'inner', 'c']);
    expect(listScopes(nested).map(({ id }) => id)).toEqual([undefined, 'outer', 'inner']);
    expect(findScope(nested, 'a')).toBeUndefined();
    const outer = findStep(nested, 'outer')?.step;
    expect(outer === undefined ? [] : listIdsInside(outer)).toEqual(['outer', 'b', 'inner', 'c']);
  });

  it('answers after any edits what looking through everything answers', () => {
    fc.assert(
      fc.property(fc.array(choices, { maxLength: 25 }), (made) => {
        let workflow = toStart();
        for (const choice of made) {
          // Looking between the edits is what makes shared indexes wrong, if they are.
          hasStep(workflow, 'a');
          workflow = editAtRandom(workflow, [choice]);
          const seen = new Map<string, Step>();
          const visit = (steps: readonly Step[]) => {
            for (const step of steps) {
              seen.set(step.id, step);
              visit(step.body?.steps ?? []);
            }
          };
          visit(workflow.steps);
          for (const [id, step] of seen) expect(findStep(workflow, id)?.step).toBe(step);
          expect(hasStep(workflow, 'never_there')).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('shares every other step when one is edited', () => {
    const before = toLargeWorkflow(200);
    const after = updateStep('inner_49_a', ['name'], 'New')(before);
    expect(before.steps.filter((step, at) => step !== after.steps[at]).map(({ id }) => id)).toEqual(['step_49']);
    expect(after.edges).toBe(before.edges);
    expect(findStep(after, 'inner_49_a')?.step.name).toBe('New');
    expect(findStep(before, 'inner_49_a')?.step.name).toBeUndefined();
  });
});
