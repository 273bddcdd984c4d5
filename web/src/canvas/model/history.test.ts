import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { addStep } from './edits/add-step.ts';
import { addNote } from './edits/notes.ts';
import { renameStep, updateStep } from './edits/update-step.ts';
import { updateWorkflow } from './edits/workflow-fields.ts';
import { findStep } from './find-step.ts';
import { EMPTY_HISTORY, type History, labelsOf, MAX_HISTORY, record, redo, seal, undo } from './history.ts';
import { assertSound } from './testing/assert-sound.ts';
import { type Choice, choices, editAtRandom, toStart } from './testing/random-edit.ts';

function undoAll(history: History, workflow: Workflow): readonly [History, Workflow] {
  let [at, document] = [history, workflow];
  for (let step = undo(at, document); step !== undefined; step = undo(at, document)) {
    at = step.history;
    document = step.workflow;
  }
  return [at, document];
}

function redoAll(history: History, workflow: Workflow): readonly [History, Workflow] {
  let [at, document] = [history, workflow];
  for (let step = redo(at, document); step !== undefined; step = redo(at, document)) {
    at = step.history;
    document = step.workflow;
  }
  return [at, document];
}

function perform(start: Workflow, made: readonly Choice[]): readonly [History, Workflow] {
  let [history, document]: [History, Workflow] = [EMPTY_HISTORY, start];
  for (const choice of made) {
    const after = editAtRandom(document, [choice]);
    history = record(history, { label: `edit ${choice[0]}`, before: document, after });
    document = after;
  }
  return [history, document];
}

describe('history', () => {
  it('comes back to the start when everything is undone, and to the end when everything is done again', () => {
    fc.assert(
      fc.property(fc.array(choices, { maxLength: 40 }), (made) => {
        const start = toStart();
        const [history, end] = perform(start, made);
        const [undone, first] = undoAll(history, end);
        expect(first).toStrictEqual(start);
        const [redone, last] = redoAll(undone, first);
        expect(last).toStrictEqual(end);
        expect(redone.past.length).toBe(history.past.length);
      }),
      { numRuns: 150 },
    );
  });

  it('loses nothing somebody else added in between, however often it is undone and done again', () => {
    fc.assert(
      fc.property(fc.array(choices, { maxLength: 12 }), fc.array(fc.nat(4), { maxLength: 20 }), (made, walk) => {
        let [history, document] = perform(toStart(), made);
        const foreign: string[] = [];
        walk.forEach((way, at) => {
          if (way < 3) {
            const id = `foreign_${at}`;
            const block = { id: 'data.set', ports: ['out'], container: false };
            document = addStep({ id, block, position: { x: at, y: at } })(document);
            document = addNote({ id: `theirs_${at}`, position: { x: 0, y: 0 }, text: 'keep' })(document);
            foreign.push(id);
          }
          const step = way % 2 === 0 ? undo(history, document) : redo(history, document);
          if (step === undefined) return;
          history = step.history;
          document = step.workflow;
          assertSound(document);
        });
        for (const id of foreign) expect(findStep(document, id)).toBeDefined();
        expect(document.notes?.filter(({ id }) => id.startsWith('theirs_')).length ?? 0).toBe(foreign.length);
      }),
      { numRuns: 100 },
    );
  });

  it('undoes a field beside one that somebody else changed', () => {
    const start = toStart();
    const mine = updateStep('a', ['input', 'values', 'n'], 2)(start);
    const history = record(EMPTY_HISTORY, { label: 'Change n', before: start, after: mine });
    const theirs = renameStep('a', 'Named by them')(mine);
    const step = undo(history, theirs);
    expect(step?.conflicts).toEqual([]);
    expect(step && findStep(step.workflow, 'a')?.step).toMatchObject({
      name: 'Named by them',
      input: { values: { n: 1 } },
    });
  });

  it('keeps what somebody else made of the very same field, and says so', () => {
    const start = toStart();
    const mine = renameStep('a', 'Mine')(start);
    const history = record(EMPTY_HISTORY, { label: 'Rename', before: start, after: mine });
    const step = undo(history, renameStep('a', 'Theirs')(mine));
    expect(step && findStep(step.workflow, 'a')?.step.name).toBe('Theirs');
    expect(step?.conflicts).toMatchObject([
      { path: ['steps', 'a', 'name'], base: 'Mine', mine: 'Theirs', theirs: undefined },
    ]);
  });

  it('continues an entry with the same key, and none across an undo, a seal or another document', () => {
    const start = toStart();
    const typed = (document: Workflow, text: string) => updateWorkflow(['name'], text)(document);
    const entry = (before: Workflow, after: Workflow) => ({ label: 'Name', before, after, mergeKey: 'name' });
    const [one, two] = [typed(start, 'N'), typed(start, 'Na')];
    let history = record(record(EMPTY_HISTORY, entry(start, one)), entry(one, two));
    expect(history.past).toHaveLength(1);
    expect(undo(history, two)?.workflow).toBe(start);
    history = record(seal(history), entry(two, one));
    expect(history.past).toHaveLength(2);
    const elsewhere = typed(one, 'Other');
    expect(record(history, entry(elsewhere, two)).past).toHaveLength(3);
  });

  it('forgets an entry that comes back to where it began', () => {
    const start = toStart();
    const there = updateWorkflow(['name'], 'There')(start);
    const history = record(EMPTY_HISTORY, { label: 'Drag', before: start, after: there, mergeKey: 'drag' });
    expect(record(history, { label: 'Drag', before: there, after: start, mergeKey: 'drag' }).past).toEqual([]);
    expect(record(history, { label: 'Nothing', before: there, after: there })).toBe(history);
  });

  it('holds the newest entries and names the next', () => {
    let [history, document]: [History, Workflow] = [EMPTY_HISTORY, toStart()];
    for (let at = 0; at < MAX_HISTORY + 20; at++) {
      const after = updateWorkflow(['name'], `Name ${at}`)(document);
      history = record(history, { label: `Name ${at}`, before: document, after });
      document = after;
    }
    expect(history.past).toHaveLength(MAX_HISTORY);
    expect(labelsOf(history)).toEqual({ undo: `Name ${MAX_HISTORY + 19}`, redo: undefined });
    expect(undoAll(history, document)[1].name).toBe('Name 19');
    expect(undo(EMPTY_HISTORY, document)).toBeUndefined();
    expect(redo(EMPTY_HISTORY, document)).toBeUndefined();
  });
});
