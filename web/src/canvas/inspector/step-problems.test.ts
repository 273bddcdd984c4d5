import { describe, expect, it } from 'vitest';
import type { Problem } from '#web/api/shapes.ts';
import { problemsOfPart } from './step-parts.ts';
import { groupProblems, toPlaceInStep } from './step-problems.ts';

const problem = (pointer: string, stepId = 'a'): Problem => ({
  severity: 'error',
  code: 'wrong-type',
  pointer,
  message: pointer,
  stepId,
});

describe('problems of a step', () => {
  it('are placed from the step on, however deep it is', () => {
    expect(toPlaceInStep({ pointer: '/steps/3/input/url' })).toBe('/input/url');
    expect(toPlaceInStep({ pointer: '/steps/3/body/steps/0/process/block' })).toBe('/process/block');
    expect(toPlaceInStep({ pointer: '/steps/3/body/output/x' })).toBe('/body/output/x');
  });
  it('are found at their field and inside of it, and nowhere else', () => {
    const problems = groupProblems(
      [problem('/steps/0/input/by/0/field'), problem('/steps/0/input/byte'), problem('/steps/1/input/by', 'b')],
      'a',
    );
    expect(problems.at('/input/by').map(({ pointer }) => pointer)).toEqual(['/steps/0/input/by/0/field']);
    expect(problems.at('/input/by')).toBe(problems.at('/input/by'));
  });
  it('belong to one of the three parts', () => {
    const all = [
      problem('/steps/0/input'),
      problem('/steps/0/output/n'),
      problem('/steps/0'),
      problem('/steps/0/body/output'),
    ];
    const problems = groupProblems(all, 'a');
    expect([
      problemsOfPart(problems, 'input').length,
      problemsOfPart(problems, 'process').length,
      problemsOfPart(problems, 'output').length,
    ]).toEqual([1, 2, 1]);
  });
});
