import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { addStep } from './edits/add-step.ts';
import { connect } from './edits/connect.ts';
import { move } from './edits/move.ts';
import { moveToScope } from './edits/move-to-scope.ts';
import { addNote } from './edits/notes.ts';
import { remove } from './edits/remove.ts';
import { updateStep } from './edits/update-step.ts';
import { updateWorkflow } from './edits/workflow-fields.ts';
import { findStep, hasStep, listSteps } from './find-step.ts';
import { describePlace, mergeWorkflows } from './merge.ts';
import { takeTheirs } from './take-theirs.ts';
import { assertSound } from './testing/assert-sound.ts';
import { choices, editAtRandom, toStart } from './testing/random-edit.ts';
import { toLoop, toStep, toWorkflow } from './testing/sample.ts';
import type { Edit } from './types.ts';

const several = fc.array(choices, { maxLength: 15 });
const SET = { id: 'data.set', ports: ['out'], container: false };

/** The same document as nobody shares. */
function copy(workflow: Workflow): Workflow {
  return structuredClone(workflow);
}

describe('merge', () => {
  it('is the other side when one side changed nothing', () => {
    fc.assert(
      fc.property(several, (made) => {
        const base = toStart();
        const changed = editAtRandom(base, made);
        expect(mergeWorkflows(base, copy(base), changed)).toStrictEqual({ workflow: changed, conflicts: [] });
        expect(mergeWorkflows(base, changed, copy(base))).toStrictEqual({ workflow: changed, conflicts: [] });
      }),
      { numRuns: 100 },
    );
  });

  it('is what both sides did when they did the same', () => {
    fc.assert(
      fc.property(several, (made) => {
        const changed = editAtRandom(toStart(), made);
        expect(mergeWorkflows(toStart(), changed, copy(changed))).toStrictEqual({ workflow: changed, conflicts: [] });
      }),
      { numRuns: 100 },
    );
  });

  it('works out the same without the shortcuts: one side and a name elsewhere', () => {
    fc.assert(
      fc.property(several, (made) => {
        const base = toStart();
        const changed = editAtRandom(base, made);
        const described: Workflow = { ...copy(base), description: 'Described meanwhile' };
        const expected = { ...changed, description: 'Described meanwhile' };
        for (const [mine, theirs] of [
          [changed, described],
          [described, changed],
        ] as const) {
          const merged = mergeWorkflows(base, mine, theirs);
          expect(merged.conflicts).toEqual([]);
          expect(merged.workflow).toEqual(expected);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is sound whatever both sides did', () => {
    fc.assert(
      fc.property(several, several, several, (before, mine, theirs) => {
        const base = editAtRandom(toStart(), before);
        const merged = mergeWorkflows(base, editAtRandom(base, mine), editAtRandom(copy(base), theirs));
        assertSound(merged.workflow);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps every change of a field only one side touched', () => {
    fc.assert(
      fc.property(several, several, (mine, theirs) => {
        const base = toStart();
        const [here, there] = [editAtRandom(base, mine, 'm_'), editAtRandom(copy(base), theirs, 't_')];
        const { workflow, conflicts } = mergeWorkflows(base, here, there);
        const disputed = new Set(conflicts.map(({ path }) => path.slice(0, 2).join('/')));
        for (const { step } of listSteps(there)) {
          // What they added is there, unless it is listed.
          if (!hasStep(base, step.id) && !disputed.has(`steps/${step.id}`))
            expect(hasStep(workflow, step.id)).toBe(true);
        }
        for (const { step } of listSteps(here)) {
          if (!hasStep(base, step.id)) expect(hasStep(workflow, step.id)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on who is who when the changes are apart', () => {
    const base = toStart();
    const mine = addStep({ id: 'mine', block: SET, position: { x: 1, y: 1 }, connect: { step: 'a' } })(
      updateStep('a', ['input', 'values', 'n'], 5)(base),
    );
    const theirs = addStep({
      id: 'theirs',
      block: SET,
      position: { x: 2, y: 2 },
      scopeId: 'each',
      connect: { step: 'in_b' },
    })(
      move(
        { steps: new Set(['z']) },
        { x: 10, y: 0 },
      )(updateWorkflow(['tags'], ['x'])(updateStep('a', ['name'], 'A')(base))),
    );
    const one = mergeWorkflows(base, mine, theirs);
    const other = mergeWorkflows(base, theirs, mine);
    expect(one.conflicts).toEqual([]);
    expect(one.workflow).toEqual(other.workflow);
    expect(findStep(one.workflow, 'a')?.step).toMatchObject({ name: 'A', input: { values: { n: 5 } } });
    expect(findStep(one.workflow, 'theirs')?.scopeId).toBe('each');
  });

  it('does not depend on who is who for any changes that are apart', () => {
    /** Changes of some steps and additions under a prefix, so that two people get in nobody's way. */
    const person = (steps: readonly string[], prefix: string) =>
      fc.array(fc.tuple(fc.nat(5), fc.nat(99), fc.nat(99)), { maxLength: 8 }).map(
        (made) => (start: Workflow) =>
          made.reduce((workflow, [kind, a, b]) => {
            const id = steps[a % steps.length] ?? 'a';
            const added = { id: `${prefix}${a}`, block: SET, position: { x: a, y: b } };
            const edits: readonly Edit[] = [
              updateStep(id, ['input', 'values', `k${b % 3}`], b),
              updateStep(id, ['name'], `N${b}`),
              move({ steps: new Set([id]) }, { x: b, y: 1 }),
              addStep({ ...added, connect: { step: id } }),
              addStep({ ...added, scopeId: 'each' }),
              updateWorkflow(['variables', `${prefix}${b % 3}`], b),
            ];
            return (edits[kind] ?? addStep(added))(workflow);
          }, start),
      );
    fc.assert(
      fc.property(person(['a', 'in_a'], 'm_'), person(['b', 'in_b', 'z'], 't_'), (mine, theirs) => {
        const base = toStart();
        const [here, there] = [mine(base), theirs(copy(base))];
        const [one, other] = [mergeWorkflows(base, here, there), mergeWorkflows(base, there, here)];
        expect(one.conflicts).toEqual([]);
        expect(one.workflow).toEqual(other.workflow);
        // One after the other comes to the same, but for the order in lists.
        const ids = (workflow: Workflow) =>
          listSteps(workflow)
            .map(({ step }) => step.id)
            .toSorted();
        expect(ids(one.workflow)).toEqual(ids(theirs(mine(base))));
        for (const { step } of listSteps(theirs(mine(base)))) {
          if (step.body === undefined) expect(findStep(one.workflow, step.id)?.step).toEqual(step);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps mine and lists both where the same field was changed, and switches on demand', () => {
    const base = toStart();
    const mine = updateStep('a', ['input', 'values', 'n'], 2)(base);
    const theirs = updateStep('a', ['input', 'values', 'n'], 3)(base);
    const { workflow, conflicts } = mergeWorkflows(base, mine, theirs);
    expect(conflicts).toEqual([
      { where: 'a · input.values.n', path: ['steps', 'a', 'input', 'values', 'n'], base: 1, mine: 2, theirs: 3 },
    ]);
    const [conflict] = conflicts;
    const switched = conflict === undefined ? workflow : takeTheirs(conflict)(workflow);
    expect(findStep(switched, 'a')?.step.input).toEqual({ values: { n: 3 } });
  });

  it('does not close a circle out of two halves', () => {
    const base = toWorkflow([toStep('a'), toStep('b')]);
    const mine = connect({ from: 'a', to: 'b' })(base);
    const { workflow, conflicts } = mergeWorkflows(base, mine, connect({ from: 'b', to: 'a' })(base));
    expect(workflow.edges).toEqual([{ from: 'a', to: 'b' }]);
    expect(conflicts).toMatchObject([{ where: 'b → a', path: ['edges', 'b:>a'], theirs: { from: 'b', to: 'a' } }]);
  });

  it('does not put loops inside each other in a circle', () => {
    const base = toWorkflow([toLoop('one', []), toLoop('two', [])]);
    const { workflow, conflicts } = mergeWorkflows(
      base,
      moveToScope(['one'], 'two')(base),
      moveToScope(['two'], 'one')(base),
    );
    assertSound(workflow);
    expect(findStep(workflow, 'one')?.scopeId).toBe('two');
    expect(conflicts).toMatchObject([{ path: ['steps', 'two', 'scope'], theirs: 'one' }]);
  });

  it('keeps a step that one side changed and the other removed, with its edges, when it was mine', () => {
    const base = toStart();
    const { workflow, conflicts } = mergeWorkflows(
      base,
      updateStep('b', ['name'], 'Better')(base),
      remove({ steps: new Set(['b']) })(base),
    );
    expect(findStep(workflow, 'b')?.step.name).toBe('Better');
    expect(workflow.edges).toContainEqual({ from: 'a', to: 'b' });
    expect(conflicts).toMatchObject([{ path: ['steps', 'b'], theirs: undefined }]);
  });

  it('brings back a loop they removed when I added something inside', () => {
    const base = toStart();
    const mine = addStep({ id: 'mine', block: SET, position: { x: 0, y: 0 }, scopeId: 'each' })(base);
    const { workflow, conflicts } = mergeWorkflows(base, mine, remove({ steps: new Set(['each']) })(base));
    expect(findStep(workflow, 'mine')?.scopeId).toBe('each');
    expect(conflicts.map(({ where }) => where)).toEqual(['each']);
    assertSound(workflow);
  });

  it('lists what they added in a loop that I removed, and gives it back when asked', () => {
    const base = toStart();
    const theirs = addStep({ id: 'theirs', block: SET, position: { x: 0, y: 0 }, scopeId: 'each' })(base);
    const { workflow, conflicts } = mergeWorkflows(base, remove({ steps: new Set(['each']) })(base), theirs);
    expect(hasStep(workflow, 'theirs')).toBe(false);
    const [conflict] = conflicts;
    expect(conflict).toMatchObject({ path: ['steps', 'theirs'], scopeId: 'each' });
    const switched = conflict === undefined ? workflow : takeTheirs(conflict)(workflow);
    expect(findStep(switched, 'theirs')?.scopeId).toBeUndefined();
    assertSound(switched);
  });

  it('keeps both steps when two windows gave new ones the same id, references and all', () => {
    const base = toWorkflow([toStep('a')]);
    const mine = addStep({ id: 'fetch', block: SET, position: { x: 0, y: 0 }, connect: { step: 'a' } })(base);
    const first = addStep({
      id: 'fetch',
      block: SET,
      position: { x: 9, y: 9 },
      name: 'Theirs',
      connect: { step: 'a' },
    })(base);
    const theirs = addStep({
      id: 'use',
      block: SET,
      position: { x: 20, y: 9 },
      input: { values: { x: '{{ fetch.y }}' } },
      connect: { step: 'fetch' },
    })(first);
    const { workflow, conflicts } = mergeWorkflows(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(findStep(workflow, 'fetch_2')?.step.name).toBe('Theirs');
    expect(findStep(workflow, 'use')?.step.input).toEqual({ values: { x: '{{ fetch_2.y }}' } });
    expect(workflow.edges).toContainEqual({ from: 'fetch_2', to: 'use' });
  });

  it('keeps both notes of the same id', () => {
    const base = toWorkflow([]);
    const at = { x: 0, y: 0 };
    const merged = mergeWorkflows(
      base,
      addNote({ id: 'note_1', position: at, text: 'm' })(base),
      addNote({ id: 'note_1', position: at, text: 't' })(base),
    );
    expect(merged.workflow.notes?.map(({ id, text }) => [id, text])).toEqual([
      ['note_1', 'm'],
      ['note_1_2', 't'],
    ]);
  });

  it('merges lists of words as sets with an order', () => {
    const base = updateWorkflow(['tags'], ['a', 'b', 'c'])(toWorkflow([]));
    const mine = updateWorkflow(['tags'], ['a', 'x', 'c'])(base);
    const theirs = updateWorkflow(['tags'], ['a', 'b', 'c', 'y'])(base);
    expect(mergeWorkflows(base, mine, theirs)).toMatchObject({
      workflow: { tags: ['a', 'x', 'c', 'y'] },
      conflicts: [],
    });
  });

  it('keeps the order of the side that changed it, new items behind what they followed', () => {
    const inputs = (...ids: readonly string[]) => ids.map((id) => ({ id, type: 'string' as const, required: false }));
    const base = toWorkflow([], [], { inputs: inputs('a', 'b', 'c') });
    const reordered = { ...base, inputs: inputs('c', 'a', 'b') };
    const added = { ...base, inputs: inputs('a', 'new', 'b', 'c') };
    const order = (workflow: Workflow) => workflow.inputs.map(({ id }) => id);
    expect(order(mergeWorkflows(base, reordered, added).workflow)).toEqual(['c', 'a', 'new', 'b']);
    expect(order(mergeWorkflows(base, added, reordered).workflow)).toEqual(['c', 'a', 'new', 'b']);
  });

  it('switches every conflict without breaking the document', () => {
    fc.assert(
      fc.property(several, several, (mine, theirs) => {
        const base = toStart();
        const { workflow, conflicts } = mergeWorkflows(
          base,
          editAtRandom(base, mine),
          editAtRandom(copy(base), theirs),
        );
        let switched = workflow;
        for (const conflict of conflicts) {
          switched = takeTheirs(conflict)(switched);
          assertSound(switched);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('names places for people', () => {
    expect(describePlace(['edges', 'a:true>b'])).toBe('a · true → b');
    expect(describePlace(['settings', 'timeoutMs'])).toBe('settings.timeoutMs');
    expect(describePlace(['notes', 'note_1', 'text'])).toBe('note note_1 · text');
  });
});
