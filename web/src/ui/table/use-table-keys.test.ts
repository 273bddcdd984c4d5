import { describe, expect, it, vi } from 'vitest';
import { handleKey, type TableKeysOptions } from './use-table-keys.ts';

const IDS = ['a', 'b', 'c'];

function press(key: string, change: Partial<TableKeysOptions> = {}, held: Partial<KeyboardEvent> = {}) {
  const options = {
    grid: () => null,
    ids: IDS,
    active: 'b' as string | undefined,
    selected: new Set<string>(),
    onActive: vi.fn(),
    onSelect: vi.fn(),
    onOpen: vi.fn(),
    ...change,
  };
  const used = handleKey({ key, shiftKey: false, ctrlKey: false, metaKey: false, ...held }, options);
  return { used, ...options };
}

describe('keys of a table', () => {
  it.each([
    ['ArrowDown', 'c'],
    ['j', 'c'],
    ['ArrowUp', 'a'],
    ['k', 'a'],
    ['Home', 'a'],
    ['End', 'c'],
    ['PageDown', 'c'],
  ])('%s goes to row %s', (key, row) => {
    expect(press(key).onActive).toHaveBeenCalledWith(row);
  });

  it('shift with an arrow selects both rows', () => {
    expect(press('ArrowDown', {}, { shiftKey: true }).onSelect).toHaveBeenCalledWith(new Set(['b', 'c']));
    expect(press('J', {}, { shiftKey: true }).onSelect).toHaveBeenCalledWith(new Set(['b', 'c']));
  });

  it('opens, selects, selects all, and lets go', () => {
    expect(press('Enter').onOpen).toHaveBeenCalledWith('b');
    expect(press('x').onSelect).toHaveBeenCalledWith(new Set(['b']));
    expect(press('a', {}, { ctrlKey: true }).onSelect).toHaveBeenCalledWith(new Set(IDS));
    expect(press('Escape', { selected: new Set(['b']) }).onSelect).toHaveBeenCalledWith(new Set());
  });

  it('leaves keys alone that mean nothing here', () => {
    expect(press('q').used).toBe(false);
    expect(press('Escape').used).toBe(false);
    expect(press('Enter', { active: undefined }).used).toBe(false);
    expect(press('k', {}, { metaKey: true }).used).toBe(false);
    expect(press('x', { selected: undefined }).used).toBe(false);
    expect(press('ArrowDown', { ids: [] }).used).toBe(false);
  });
});
