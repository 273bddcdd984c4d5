import { describe, expect, it } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { findStep } from '../find-step.ts';
import { toStart } from '../testing/random-edit.ts';
import { setCollapsed, toggleCollapsed } from './collapse.ts';
import { areDisabled, toggleDisabled } from './toggle-disabled.ts';
import { renameStep, updateStep } from './update-step.ts';

function stepOf(workflow: Workflow, id: string) {
  return findStep(workflow, id)?.step;
}

describe('changing a step', () => {
  it('sets and takes away fields, and shares the rest', () => {
    const start = toStart();
    const set = updateStep('a', ['process', 'retry', 'maxAttempts'], 5)(start);
    expect(stepOf(set, 'a')?.process).toEqual({ block: 'data.set', retry: { maxAttempts: 5 } });
    expect(stepOf(set, 'a')?.input).toBe(stepOf(start, 'a')?.input);
    expect(updateStep('a', ['process', 'retry', 'maxAttempts'], undefined)(set)).toEqual(start);
    expect(updateStep('a', ['input', 'values', 'n'], 1)(start)).toBe(start);
  });

  it('keeps an empty output, which hides everything, and no empty input', () => {
    const one = updateStep('a', ['output', 'x'], '{{ y }}')(toStart());
    expect(stepOf(updateStep('a', ['output', 'x'], undefined)(one), 'a')?.output).toEqual({});
    expect(stepOf(updateStep('a', ['input', 'values'], undefined)(one), 'a')).not.toHaveProperty('input');
  });

  it('writes into lists and keys such as __proto__ as plain data', () => {
    const start = updateStep('a', ['input', 'list'], [1, 2])(toStart());
    expect(stepOf(updateStep('a', ['input', 'list', 1], 9)(start), 'a')?.input?.list).toEqual([1, 9]);
    expect(stepOf(updateStep('a', ['input', 'list', 0], undefined)(start), 'a')?.input?.list).toEqual([2]);
    const odd = stepOf(updateStep('a', ['input', '__proto__', 'x'], 1)(start), 'a')?.input;
    expect(Object.keys(odd ?? {})).toContain('__proto__');
    expect(Object.getPrototypeOf(odd)).toBe(Object.prototype);
  });

  it('keeps the block', () => {
    const start = toStart();
    expect(updateStep('a', ['process', 'block'], undefined)(start)).toBe(start);
    expect(updateStep('a', ['process'], undefined)(start)).toBe(start);
    expect(updateStep('a', ['body', 'output'], 1)(start)).toBe(start);
  });

  it('takes a blank name away', () => {
    const named = renameStep('a', '  Alpha ')(toStart());
    expect(stepOf(named, 'a')?.name).toBe('Alpha');
    expect(stepOf(renameStep('a', '  ')(named), 'a')).not.toHaveProperty('name');
  });

  it('disables all of several, then enables them', () => {
    const some = toggleDisabled(['a'])(toStart());
    const all = toggleDisabled(['a', 'in_a'])(some);
    expect(areDisabled(all, ['a', 'in_a'])).toBe(true);
    expect(toggleDisabled(['a', 'in_a'])(all)).toEqual(toStart());
    expect(areDisabled(all, [])).toBe(false);
  });

  it('folds loops and nothing else', () => {
    const start = toStart();
    const folded = setCollapsed(['each', 'a'], true)(start);
    expect(stepOf(folded, 'each')?.collapsed).toBe(true);
    expect(stepOf(folded, 'a')).not.toHaveProperty('collapsed');
    expect(toggleCollapsed('each')(folded)).toEqual(start);
  });
});
