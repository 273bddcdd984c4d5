import { describe, expect, it } from 'vitest';
import { isSameFilter, MAX_VIEWS, readViews, type SavedView, withView } from './saved-views.ts';

const VIEW: SavedView = { id: '1', name: 'Mine', values: { status: 'failed' } };

describe('saved views', () => {
  it('are added under a new name, and changed under a known one', () => {
    const two = withView([VIEW], ' Theirs ', { time: '24h', text: '', trigger: undefined });
    expect(two[1]).toMatchObject({ name: 'Theirs', values: { time: '24h' } });
    expect(withView([VIEW], 'MINE', { time: '7d' })).toEqual([{ ...VIEW, values: { time: '7d' } }]);
    expect(withView([VIEW], '  ', { time: '7d' })).toEqual([VIEW]);
  });

  it('do not grow without bound', () => {
    let views: readonly SavedView[] = [];
    for (let index = 0; index < MAX_VIEWS + 5; index += 1) views = withView(views, `v${index}`, {});
    expect(views.length).toBe(MAX_VIEWS);
    expect(views.at(-1)?.name).toBe(`v${MAX_VIEWS + 4}`);
  });

  it.each(['{', '7', '{}', '[7]', '[{"id":"1"}]', '[{"id":"1","name":"x","values":{"a":7}}]'])(
    'are none when %j was remembered',
    (text) => {
      expect(readViews(text)).toEqual([]);
    },
  );

  it('equal each other when they filter the same', () => {
    expect(isSameFilter({ a: '1', b: undefined }, { a: '1', c: '' })).toBe(true);
    expect(isSameFilter({ a: '1' }, { a: '2' })).toBe(false);
    expect(isSameFilter({}, { a: '2' })).toBe(false);
  });
});
