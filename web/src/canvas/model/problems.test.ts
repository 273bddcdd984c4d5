import { describe, expect, it } from 'vitest';
import type { Problem } from '#web/api/shapes.ts';
import { groupProblems, locateProblem, problemsOf } from './problems.ts';
import { toStart } from './testing/random-edit.ts';

describe('problems', () => {
  const problem = (pointer: string, more: Partial<Problem> = {}): Problem => ({
    severity: 'error',
    code: 'wrong-type',
    pointer,
    message: pointer,
    ...more,
  });

  it('finds the step, field or edge a pointer means', () => {
    const workflow = toStart();
    expect(locateProblem(workflow, '/steps/2/body/steps/1/input/values/a~1b')).toEqual({
      kind: 'step',
      stepId: 'in_b',
      field: ['input', 'values', 'a/b'],
    });
    expect(locateProblem(workflow, '/steps/2/body/edges/0/port')).toEqual({ kind: 'edge', key: 'in_a:>in_b' });
    expect(locateProblem(workflow, '/steps/2/body/output')).toEqual({
      kind: 'step',
      stepId: 'each',
      field: ['body', 'output'],
    });
    expect(locateProblem(workflow, '/steps/2/body')).toEqual({ kind: 'step', stepId: 'each', field: ['body'] });
    expect(locateProblem(workflow, '/steps/99')).toEqual({ kind: 'workflow', field: ['steps', '99'] });
    expect(locateProblem(workflow, '')).toEqual({ kind: 'workflow', field: [] });
    expect(locateProblem(workflow, '/outputs/last')).toEqual({ kind: 'workflow', field: ['outputs', 'last'] });
  });

  it('groups and counts them', () => {
    const grouped = groupProblems(toStart(), [
      problem('/steps/0/input/values/n'),
      problem('/steps/0/input/values', { severity: 'warning' }),
      problem('/edges/1/port', { stepId: 'b' }),
      problem('/settings/timeoutMs', { severity: 'warning' }),
    ]);
    expect(grouped).toMatchObject({ errors: 2, warnings: 2 });
    expect(grouped.steps.get('a')).toMatchObject({ errors: 1, warnings: 1 });
    expect(problemsOf(grouped.steps.get('a'), 'input.values')).toHaveLength(2);
    expect(problemsOf(grouped.steps.get('a'), 'input.val')).toEqual([]);
    expect(grouped.edges.get('b:true>each')).toHaveLength(1);
    expect(grouped.steps.get('b')?.byField.get('')).toHaveLength(1);
    expect([...grouped.workflow.keys()]).toEqual(['settings.timeoutMs']);
  });
});
