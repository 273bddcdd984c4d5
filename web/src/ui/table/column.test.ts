import { describe, expect, it } from 'vitest';
import {
  COLUMN_WIDTH,
  PLAIN_LAYOUT,
  readLayout,
  toGridTemplate,
  toMinWidth,
  toVisibleColumns,
  toWidth,
} from './column.ts';

const COLUMNS = [
  { id: 'name', width: 200, grow: true, fixed: true },
  { id: 'at', width: 100 },
  { id: 'secret', width: 120, hidden: true },
];

describe('columns', () => {
  it('are those a person left, and those that cannot be hidden', () => {
    const ids = (shown: Record<string, boolean>) =>
      toVisibleColumns(COLUMNS, { widths: {}, shown }).map(({ id }) => id);
    expect(ids({})).toEqual(['name', 'at']);
    expect(ids({ name: false, at: false, secret: true })).toEqual(['name', 'secret']);
  });

  it('keep their width within bounds whatever was remembered', () => {
    expect(toWidth({ id: 'at', width: 100 }, { widths: { at: 1 }, shown: {} })).toBe(COLUMN_WIDTH.min);
    expect(toWidth({ id: 'at', width: 100 }, { widths: { at: 1e9 }, shown: {} })).toBe(COLUMN_WIDTH.max);
    expect(toWidth({ id: 'at', width: 100 }, { widths: { at: Number.NaN }, shown: {} })).toBe(100);
  });

  it('share what is left over among those that grow', () => {
    expect(toGridTemplate(COLUMNS.slice(0, 2), PLAIN_LAYOUT, true)).toBe('36px minmax(200px, 1fr) 100px');
    expect(toMinWidth(COLUMNS.slice(0, 2), PLAIN_LAYOUT, true)).toBe(336);
  });

  it.each([undefined, '', '{', 'null', '7', '{"widths":7,"shown":[1]}', '{"widths":{"a":"wide"},"shown":{"a":1}}'])(
    'start as they are when %j was remembered',
    (text) => {
      expect(readLayout(text)).toEqual(PLAIN_LAYOUT);
    },
  );

  it('are remembered', () => {
    expect(readLayout('{"widths":{"a":90},"shown":{"b":false}}')).toEqual({ widths: { a: 90 }, shown: { b: false } });
  });
});
