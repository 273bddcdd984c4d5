import { describe, expect, it } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { text } from '../strings.ts';
import { addAll, toBlockOutputs, toOutputName } from './output-values.ts';
import { toStepRuns } from './step-runs.ts';

const process = { block: 'x.y' };
const workflow: Workflow = {
  flowright: 1,
  id: 'w',
  name: 'W',
  inputs: [],
  edges: [
    { from: 'first', to: 'loop' },
    { from: 'first', to: 'off' },
  ],
  steps: [
    { id: 'first', process },
    { id: 'loop', process, body: { steps: [{ id: 'inner', process }], edges: [] } },
    { id: 'off', process: { ...process, disabled: true } },
  ],
};
const fine = { runId: 'r1', hasErrors: false, readOnly: false };

describe('what can be started from a step', () => {
  it('is a run up to it and one of it alone, once there is a run', () => {
    expect(toStepRuns(workflow, 'loop', fine)).toEqual({ target: 'loop', isInside: false, isFirst: false });
    expect(toStepRuns(workflow, 'loop', { ...fine, runId: undefined }).onlyFault).toBe(text.reasonNoRun);
  });
  it('needs no run before for a step nothing leads to', () => {
    expect(toStepRuns(workflow, 'first', { ...fine, runId: undefined }).onlyFault).toBeUndefined();
  });
  it('is the loop for a step inside of it', () => {
    const runs = toStepRuns(workflow, 'inner', fine);
    expect(runs).toMatchObject({ target: 'loop', isInside: true, onlyFault: text.reasonInside });
    expect(runs.upToFault).toBeUndefined();
  });
  it('is nothing when the step is disabled, the workflow has errors or is only shown', () => {
    expect(toStepRuns(workflow, 'off', fine).upToFault).toBe(text.reasonDisabled);
    expect(toStepRuns(workflow, 'first', { ...fine, hasErrors: true }).onlyFault).toBe(text.reasonErrors);
    expect(toStepRuns(workflow, 'first', { ...fine, readOnly: true }).upToFault).toBe(text.reasonReadOnly);
  });
});

describe('values of the Output part', () => {
  const outputs = [{ id: 'body', type: 'json' as const }];
  const [plain] = workflow.steps;
  it('are those later steps saw, when they saw them as they were', () => {
    if (plain === undefined) return expect.fail();
    expect(toBlockOutputs(plain, outputs, { body: 1 })).toEqual({ body: 1 });
    expect(toBlockOutputs({ ...plain, output: { n: 1 } }, outputs, { n: 1 })).toBeUndefined();
    expect(toBlockOutputs({ ...plain, output: { n: 1 } }, outputs, { body: 1 })).toEqual({ body: 1 });
    expect(toBlockOutputs(plain, outputs, 5)).toBeUndefined();
  });
  it('get the last name of their path, with a number when it is taken', () => {
    expect(toOutputName('body.orders[0].id', {})).toBe('id');
    expect(toOutputName('body', { body: 1, body_2: 1 })).toBe('body_3');
    expect(toOutputName('[0]', {})).toBe('value');
  });
  it('are all added at once, those that are there once', () => {
    const node = (name: string) =>
      ({ name, expression: name, kind: 'own', type: 'text', origin: 'schema', children: () => [] }) as const;
    expect(addAll({ n: '{{ body }}' }, [node('body'), node('status')])).toEqual({
      n: '{{ body }}',
      status: '{{ status }}',
    });
  });
});
