import { describe, expect, it } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { findStep } from '../find-step.ts';
import { assertSound } from '../testing/assert-sound.ts';
import { toStart } from '../testing/random-edit.ts';
import { prepareReplaceStep } from './replace-step.ts';

function stepOf(workflow: Workflow, id: string) {
  return findStep(workflow, id)?.step;
}

describe('replacing a step by its JSON', () => {
  it('takes everything over and renames', () => {
    const start = toStart();
    const prepared = prepareReplaceStep(start, 'a', { id: 'first', process: { block: 'x.y' }, input: { n: 2 } });
    const replaced = prepared.ok ? prepared.edit(start) : start;
    expect(stepOf(replaced, 'first')).toEqual({ id: 'first', process: { block: 'x.y' }, input: { n: 2 } });
    expect(stepOf(replaced, 'b')?.input).toEqual({ condition: '{{ first.n > 1 }}' });
    assertSound(replaced);
  });

  it('takes what is no longer inside out of groups', () => {
    const start = { ...toStart(), groups: [{ id: 'g', name: 'G', steps: ['in_a'] }] };
    const prepared = prepareReplaceStep(start, 'each', {
      id: 'each',
      process: { block: 'x.loop' },
      body: { steps: [], edges: [] },
    });
    const replaced = prepared.ok ? prepared.edit(start) : start;
    expect(replaced.groups).toBeUndefined();
    assertSound(replaced);
  });

  it('refuses what it would have to drop, saying where', () => {
    const start = toStart();
    const message = (value: unknown) => {
      const prepared = prepareReplaceStep(start, 'a', value);
      return prepared.ok ? '' : prepared.message;
    };
    expect(message({ id: 'a', process: { block: 'x' }, typo: 1 })).toContain('/typo');
    expect(message({ id: 'b', process: { block: 'x' } })).toContain('already a step b');
    expect(message({ id: 'a' })).toContain('no process');
    expect(message('text')).toContain('no step');
  });
});
