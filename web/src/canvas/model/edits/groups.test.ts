import { describe, expect, it } from 'vitest';
import { toStart } from '../testing/random-edit.ts';
import { toStep, toWorkflow } from '../testing/sample.ts';
import { groupSteps, ungroup, updateGroup } from './groups.ts';
import { addNote, updateNote } from './notes.ts';

const three = toWorkflow(
  [toStep('a'), toStep('b', { position: { x: 400, y: 30 } }), toStep('c', { position: { x: 1000, y: 90 } })],
  [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
  ],
);

describe('notes and groups', () => {
  it('adds and changes notes', () => {
    const added = addNote({ id: 'n', position: { x: 1, y: 2 } })(three);
    const changed = updateNote('n', { text: 'Hi', color: 'amber', size: { width: 10, height: 20 } })(added);
    expect(changed.notes).toEqual([
      { id: 'n', text: 'Hi', position: { x: 1, y: 2 }, color: 'amber', size: { width: 10, height: 20 } },
    ]);
    expect(updateNote('n', { color: undefined })(changed).notes?.[0]).not.toHaveProperty('color');
    expect(updateNote('missing', { text: 'x' })(three)).toBe(three);
    expect(addNote({ id: 'n', position: { x: 0, y: 0 } })(changed)).toBe(changed);
  });

  it('puts a step in one group at most, of one body', () => {
    const grouped = groupSteps({ id: 'g', name: 'G', steps: ['b', 'each', 'in_a', 'missing'] })(toStart());
    expect(grouped.groups).toEqual([
      { id: 'group_1', name: 'Both', steps: ['a'] },
      { id: 'g', name: 'G', steps: ['b', 'each'] },
    ]);
    expect(updateGroup('g', { name: 'H', collapsed: true })(grouped).groups?.[1]).toMatchObject({
      name: 'H',
      collapsed: true,
    });
    expect(ungroup(['g', 'group_1'])(grouped)).not.toHaveProperty('groups');
    expect(groupSteps({ id: 'x', name: 'X', steps: [] })(three)).toBe(three);
  });
});
