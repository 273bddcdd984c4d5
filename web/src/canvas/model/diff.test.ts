import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffWorkflows, toDiffOverlay, unionWorkflow } from './diff.ts';
import { connect } from './edits/connect.ts';
import { move } from './edits/move.ts';
import { moveToScope } from './edits/move-to-scope.ts';
import { updateNote } from './edits/notes.ts';
import { remove } from './edits/remove.ts';
import { renameStep, updateStep } from './edits/update-step.ts';
import { updateWorkflow } from './edits/workflow-fields.ts';
import { findStep, hasStep, listSteps } from './find-step.ts';
import { choices, editAtRandom, toStart } from './testing/random-edit.ts';

const several = fc.array(choices, { maxLength: 15 });

describe('differences', () => {
  it('are none between a document and itself, however it is built', () => {
    fc.assert(
      fc.property(several, (made) => {
        const workflow = editAtRandom(toStart(), made);
        expect(diffWorkflows(workflow, structuredClone(workflow)).isEmpty).toBe(true);
      }),
    );
  });

  it('name what was added, removed, changed and moved', () => {
    const before = toStart();
    let after = updateStep('a', ['input', 'values', 'n'], 2)(before);
    after = updateStep('a', ['process', 'retry', 'maxAttempts'], 5)(after);
    after = renameStep('a', 'A')(after);
    after = move({ steps: new Set(['b']) }, { x: 1, y: 0 })(after);
    after = remove({ steps: new Set(['z']) })(after);
    after = moveToScope(['in_b'], undefined)(after);
    after = updateWorkflow(['settings', 'priority'], 3)(updateNote('note_1', { text: 'Bye' })(after));
    const diff = diffWorkflows(before, after);
    expect(Object.fromEntries([...diff.steps].map(([id, { change }]) => [id, change]))).toEqual({
      z: 'removed',
      a: 'changed',
      b: 'moved',
      in_b: 'moved',
    });
    expect(diff.steps.get('a')?.fields.map(({ path, before: was, after: is }) => [path.join('.'), was, is])).toEqual([
      ['name', undefined, 'A'],
      ['input.values.n', 1, 2],
      ['process.retry', undefined, { maxAttempts: 5 }],
    ]);
    expect(diff.steps.get('in_b')?.scopes).toEqual({ before: 'each', after: undefined });
    expect([...diff.edges].map(([key, { change }]) => `${change} ${key}`)).toEqual([
      'removed each:>z',
      'removed in_a:>in_b',
    ]);
    expect(diff.fields.map(({ path }) => path.join('.'))).toEqual(['notes.note_1.text', 'settings']);
    expect(toDiffOverlay(diff).steps.get('z')).toEqual({ change: 'removed' });
    expect(toDiffOverlay(diff).edges.get('each:>z')).toEqual({ change: 'removed' });
  });

  it('put into one document hold every step and edge of both that can be drawn', () => {
    fc.assert(
      fc.property(several, several, (one, other) => {
        const before = editAtRandom(toStart(), one);
        const after = editAtRandom(before, other);
        const union = unionWorkflow(before, after);
        const ids = listSteps(union).map(({ step }) => step.id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const document of [before, after])
          for (const { step } of listSteps(document)) expect(hasStep(union, step.id)).toBe(true);
        for (const { step, scopeId } of listSteps(after)) expect(findStep(union, step.id)?.scopeId).toBe(scopeId);
      }),
    );
  });

  it('draw removed steps in the loop they were in, with their edges', () => {
    const before = toStart();
    const after = connect({ from: 'b', port: 'false', to: 'z' })(remove({ steps: new Set(['each']) })(before));
    const union = unionWorkflow(before, after);
    expect(findStep(union, 'in_b')?.scopeId).toBe('each');
    expect(union.edges).toContainEqual({ from: 'each', to: 'z' });
    expect(findStep(union, 'each')?.step.body?.edges).toEqual([{ from: 'in_a', to: 'in_b' }]);
  });
});
