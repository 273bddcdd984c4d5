import { describe, expect, it } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { findStep } from '../find-step.ts';
import { toStart } from '../testing/random-edit.ts';
import { toStep, toWorkflow } from '../testing/sample.ts';
import type { Blocks } from '../types.ts';
import { renameStepId } from './rename-step-id.ts';
import { updateStep } from './update-step.ts';

function stepOf(workflow: Workflow, id: string) {
  return findStep(workflow, id)?.step;
}

describe('renaming an id', () => {
  const blocks = new Map([
    ['code.run', { inputs: [{ id: 'code', type: 'code', required: false }], outputs: [] }],
    ['data.set', { inputs: [], outputs: [{ id: 'a', type: 'json' }] }],
  ]) as unknown as Blocks;

  it('follows edges, groups, outputs and every expression that sees it', () => {
    const renamed = renameStepId('a', 'first')(toStart());
    expect(renamed.edges[0]).toEqual({ from: 'first', to: 'b' });
    expect(renamed.groups?.[0]?.steps).toEqual(['first', 'b']);
    expect(stepOf(renamed, 'b')?.input).toEqual({ condition: '{{ first.n > 1 }}' });
    expect(renameStepId('z', 'last')(toStart()).outputs).toEqual({ last: '{{ last }}' });
    expect(renamed.steps.find(({ id }) => id === 'z')).toBe(stepOf(renamed, 'z'));
  });

  it('reaches into bodies, and not out of them', () => {
    const inner = renameStepId('in_a', 'inner')(toStart());
    expect(stepOf(inner, 'in_b')?.input).toEqual({ values: { x: '{{ inner.y & item.z }}' } });
    const outside = updateStep('z', ['input', 'x'], '{{ in_a.y }}')(toStart());
    expect(stepOf(renameStepId('in_a', 'inner')(outside), 'z')?.input?.x).toBe('{{ in_a.y }}');
    const around = updateStep('in_a', ['input', 'x'], '{{ a.n }}')(toStart());
    expect(stepOf(renameStepId('a', 'first')(around), 'in_a')?.input?.x).toBe('{{ first.n }}');
  });

  it('leaves code alone, and own outputs of the same name', () => {
    const code = toStep('c', { process: { block: 'code.run' }, input: { code: 'return "{{ a }}"', other: '{{ a }}' } });
    const own = toStep('d', { output: { x: '{{ a }}' } });
    const renamed = renameStepId('a', 'first', blocks)(toWorkflow([toStep('a'), code, own]));
    expect(stepOf(renamed, 'c')?.input).toEqual({ code: 'return "{{ a }}"', other: '{{ first }}' });
    expect(stepOf(renamed, 'd')?.output).toEqual({ x: '{{ a }}' });
  });

  it('refuses ids that are taken, reserved or none', () => {
    const start = toStart();
    for (const id of ['in_a', 'b', 'input', '1st', '', 'a b', 'a'.repeat(101)])
      expect(renameStepId('a', id)(start)).toBe(start);
  });
});
