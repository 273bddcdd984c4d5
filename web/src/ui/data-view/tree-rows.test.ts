import { describe, expect, it } from 'vitest';
import { moveInTree } from './move-in-tree.ts';
import { toColumns } from './table-columns.ts';
import { joinPath, toPath } from './to-path.ts';
import { toFirstOpen, toRows } from './tree-rows.ts';

describe('paths', () => {
  it('are written as expressions write them', () => {
    expect(toPath('', 'orders')).toBe('orders');
    expect(toPath('orders', 0)).toBe('orders[0]');
    expect(toPath('orders[0]', 'ship to')).toBe('orders[0].`ship to`');
    expect(toPath('', '2fast')).toBe('`2fast`');
    expect(toPath('a', 'b`c')).toBe('a.`bc`');
  });

  it('go on behind the prefix of a step', () => {
    expect(joinPath('steps.fetch', 'body.items')).toBe('steps.fetch.body.items');
    expect(joinPath('item', '[0].name')).toBe('item[0].name');
    expect(joinPath('item', '')).toBe('item');
  });
});

describe('the tree', () => {
  const value = { name: 'Ada', orders: [{ id: 1 }, { id: 2 }], empty: {} };

  it('has a line for each part that is in sight', () => {
    expect(toRows(value, new Set()).map(({ path, depth }) => [path, depth])).toEqual([
      ['name', 0],
      ['orders', 0],
      ['empty', 0],
    ]);
    expect(toRows(value, new Set(['orders', 'orders[1]'])).map(({ path }) => path)).toEqual([
      'name',
      'orders',
      'orders[0]',
      'orders[1]',
      'orders[1].id',
      'empty',
    ]);
  });

  it('unfolds small values at first, and not large ones', () => {
    expect([...toFirstOpen(value)].sort()).toEqual(['orders', 'orders[0]', 'orders[1]']);
    expect(toFirstOpen({ many: Array.from({ length: 1_000 }, (_, n) => ({ n })) }).size).toBe(0);
  });

  it('stays bounded and quick for a million parts', () => {
    const huge = Array.from({ length: 1_000_000 }, (_, n) => n);
    expect(toRows(huge, new Set())).toHaveLength(200_000);
  });

  it('moves by the keys of trees', () => {
    const rows = toRows(value, new Set(['orders']));
    expect(moveInTree('ArrowDown', rows, 0)).toEqual({ index: 1 });
    expect(moveInTree('ArrowUp', rows, 0)).toEqual({ index: 0 });
    expect(moveInTree('ArrowLeft', rows, 1)).toEqual({ index: 1, open: false });
    expect(moveInTree('ArrowLeft', rows, 3)).toEqual({ index: 1 });
    expect(moveInTree('ArrowRight', rows, 2)).toEqual({ index: 2, open: true });
    expect(moveInTree('End', rows, 0)).toEqual({ index: rows.length - 1 });
    expect(moveInTree('a', rows, 0)).toBeUndefined();
    expect(moveInTree('ArrowDown', [], 0)).toBeUndefined();
  });
});

describe('the table', () => {
  it('is offered for lists of objects only', () => {
    expect(toColumns([{ a: 1 }, { b: 2 }])).toEqual(['a', 'b']);
    for (const other of [[], [1], [{ a: 1 }, 2], { a: 1 }, 'x', null, [[1]]]) expect(toColumns(other)).toBeUndefined();
    expect(toColumns([Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`c${n}`, n]))])).toBeUndefined();
  });
});
