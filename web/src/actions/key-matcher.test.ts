import { describe, expect, it } from 'vitest';
import type { Action } from './action.ts';
import { createKeyMatcher } from './key-matcher.ts';
import type { Pressed } from './parse-keys.ts';

const action = (id: string, keys: Action['keys']): Action => ({
  id,
  label: id,
  group: 'Test',
  ...(keys === undefined ? {} : { keys }),
  run: () => undefined,
});
const key = (name: string, ctrlKey = false): Pressed => ({
  key: name,
  code: '',
  metaKey: false,
  ctrlKey,
  altKey: false,
  shiftKey: false,
});

function start(...actions: readonly Action[]) {
  let now = 0;
  const matcher = createKeyMatcher({ apple: false, now: () => now });
  const press = (name: string, ctrl = false): string => {
    const answer = matcher.press(key(name, ctrl), actions);
    return answer.kind === 'run' ? answer.action.id : answer.kind;
  };
  return { press, reset: matcher.reset, wait: (ms: number) => (now += ms) };
}

describe('keys', () => {
  it('run what they belong to', () => {
    const { press } = start(action('save', 'mod+s'), action('find', '/'));
    expect([press('s', true), press('/'), press('x')]).toEqual(['save', 'find', 'none']);
  });

  it('run what takes several keys in a row', () => {
    const { press } = start(action('runs', 'g r'), action('workflows', 'g w'));
    expect([press('g'), press('w'), press('w'), press('g'), press('r')]).toEqual([
      'more',
      'workflows',
      'none',
      'more',
      'runs',
    ]);
  });

  it('forget what was begun after a pause, on another key, and when told', () => {
    const { press, wait, reset } = start(action('runs', 'g r'), action('reload', 'x'));
    press('g');
    wait(1_300);
    expect(press('r')).toBe('none');
    press('g');
    expect(press('x')).toBe('reload');
    expect(press('r')).toBe('none');
    press('g');
    reset();
    expect(press('r')).toBe('none');
  });

  it('begin anew with a key that does not go on', () => {
    const { press } = start(action('runs', 'g r'));
    expect([press('g'), press('g'), press('r')]).toEqual(['more', 'more', 'runs']);
  });

  it('belong to what was mounted last when two want them', () => {
    const { press } = start(action('page', 'n'), action('dialog', 'n'));
    expect(press('n')).toBe('dialog');
  });

  it('may be several', () => {
    const { press } = start(action('redo', ['mod+y', 'r e']));
    expect([press('y', true), press('r'), press('e')]).toEqual(['redo', 'more', 'redo']);
  });
});
