import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Workflow } from '#contract/workflow.ts';
import { diffWorkflows } from './diff-workflows.ts';

const workflow = (rest: object): Workflow => Workflow.parse({ flowright: 1, id: 'w', name: 'W', steps: [], ...rest });
const step = (id: string, rest: object = {}) => ({ id, process: { block: 'x.y' }, ...rest });

function diff(before: object, after: object): readonly string[] {
  return diffWorkflows(workflow(before), workflow(after)).map(
    (change) => `${change.kind} ${change.what} ${change.name} ${change.pointer}`,
  );
}

describe('the difference of two workflows', () => {
  it('is nothing for the same workflow', () => {
    const same = { steps: [step('a', { input: { x: [1] } })], variables: { v: { w: 1 } } };
    assert.deepEqual(diff(same, structuredClone(same)), []);
  });

  it('names steps and edges that came and went', () => {
    assert.deepEqual(
      diff(
        { steps: [step('a'), step('b')], edges: [{ from: 'a', to: 'b' }] },
        { steps: [step('b'), step('c')], edges: [{ from: 'b', to: 'c', port: 'x' }] },
      ),
      [
        'removed step a /steps/0',
        'added step c /steps/1',
        'removed edge a → b /edges/0',
        'added edge b (x) → c /edges/0',
      ],
    );
  });

  it('names what changed inside a step, with both values', () => {
    const before = workflow({ steps: [step('a', { input: { url: 'x', same: 1 } })] });
    const after = workflow({
      steps: [step('a', { name: 'A', input: { url: 'y', same: 1, new: true }, process: { block: 'x.z' } })],
    });
    assert.deepEqual(diffWorkflows(before, after), [
      {
        kind: 'changed',
        what: 'step',
        name: 'url',
        stepId: 'a',
        pointer: '/steps/0/input/url',
        before: 'x',
        after: 'y',
      },
      { kind: 'added', what: 'step', name: 'new', stepId: 'a', pointer: '/steps/0/input/new', after: true },
      {
        kind: 'changed',
        what: 'step',
        name: 'block',
        stepId: 'a',
        pointer: '/steps/0/process/block',
        before: 'x.y',
        after: 'x.z',
      },
      { kind: 'added', what: 'step', name: 'name', stepId: 'a', pointer: '/steps/0/name', after: 'A' },
    ]);
  });

  it('knows a step that moved, on the canvas or into a loop', () => {
    assert.deepEqual(
      diff(
        { steps: [step('a', { position: { x: 0, y: 0 } }), step('l', { body: { steps: [] } })] },
        { steps: [step('l', { body: { steps: [step('a', { position: { x: 5, y: 0 } })] } })] },
      ),
      ['moved step a /steps/0/body/steps/0', 'moved step a /steps/0/body/steps/0/position'],
    );
  });

  it('covers inputs, outputs, variables, settings, notes, groups and names', () => {
    const note = { id: 'n', text: 't', position: { x: 0, y: 0 } };
    assert.deepEqual(
      diff(
        {
          inputs: [{ id: 'i' }],
          outputs: { o: 1 },
          variables: { v: 1 },
          settings: { timeoutMs: 1 },
          notes: [note],
          groups: [{ id: 'g', name: 'G', steps: [] }],
        },
        {
          name: 'V',
          inputs: [{ id: 'h' }, { id: 'i', required: true }],
          outputs: { o: 2 },
          variables: {},
          settings: { timeoutMs: 2 },
          notes: [{ ...note, text: 'u' }],
        },
      ),
      [
        'changed input i /inputs/1',
        'added input h /inputs/0',
        'changed output o /outputs/o',
        'removed variable v /variables/v',
        'changed setting timeoutMs /settings/timeoutMs',
        'changed note n /notes/0',
        'removed group g /groups/0',
        'changed workflow name /name',
      ],
    );
  });
});
