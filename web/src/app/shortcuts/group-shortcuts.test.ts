import { describe, expect, it } from 'vitest';
import type { Action } from '#web/actions/action.ts';
import { groupShortcuts } from './group-shortcuts.ts';

const action = (id: string, group: string, keys?: Action['keys']): Action => ({
  id,
  label: `Do ${id}`,
  group,
  run: () => undefined,
  ...(keys === undefined ? {} : { keys }),
});
const ACTIONS = [
  action('undo', 'Canvas', 'mod+z'),
  action('home', 'Go to', 'g h'),
  action('redo', 'Canvas', ['mod+shift+z', 'mod+y']),
  action('secret', 'Canvas'),
];

describe('the sheet of shortcuts', () => {
  it('lists what has keys under its heading, with all ways to do it', () => {
    expect(groupShortcuts(ACTIONS, '').map(([group, lines]) => [group, lines.map(({ id }) => id)])).toEqual([
      ['Canvas', ['undo', 'redo']],
      ['Go to', ['home']],
    ]);
    expect(groupShortcuts(ACTIONS, '')[0]?.[1][1]?.combos).toEqual(['mod+shift+z', 'mod+y']);
  });

  it('finds by label and by heading', () => {
    expect(groupShortcuts(ACTIONS, ' REDO ').flatMap(([, lines]) => lines.map(({ id }) => id))).toEqual(['redo']);
    expect(groupShortcuts(ACTIONS, 'go to').flatMap(([, lines]) => lines.map(({ id }) => id))).toEqual(['home']);
    expect(groupShortcuts(ACTIONS, 'zzz')).toEqual([]);
  });
});
