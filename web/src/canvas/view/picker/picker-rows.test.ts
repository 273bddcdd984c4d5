import { describe, expect, it } from 'vitest';
import { toBlock } from '../../model/testing/blocks.ts';
import { findFittingBlocks } from './fitting-blocks.ts';
import { findNextRow, toPickerRows } from './picker-rows.ts';

const trigger = toBlock('triggers.cron', { label: 'Schedule', category: 'triggers', trigger: true });
const set = toBlock('data.set', { label: 'Set data', category: 'data' });

describe('the blocks that fit a place', () => {
  it('leave out what starts runs wherever something comes before', () => {
    const fit = (placement: Parameters<typeof findFittingBlocks>[1]) =>
      findFittingBlocks([trigger, set], placement).map(({ id }) => id);
    expect(fit({ kind: 'at', at: { x: 0, y: 0 } })).toContain('triggers.cron');
    expect(fit({ kind: 'before', stepId: 'a' })).toContain('triggers.cron');
    expect(fit({ kind: 'after', stepId: 'a' })).toEqual(['data.set']);
    expect(fit({ kind: 'edge', key: 'a:>b' })).toEqual(['data.set']);
    expect(fit({ kind: 'into', stepId: 'loop' })).toEqual(['data.set']);
    expect(fit({ kind: 'at', at: { x: 0, y: 0 }, parent: 'loop' })).toEqual(['data.set']);
  });
});

describe('the lines of the list', () => {
  const rows = (query: string, recent: readonly string[] = []) =>
    toPickerRows([trigger, set], query, { recent, headings: { recent: 'Used last', triggers: 'Triggers' } });

  it('are what was used last, then all by category; with words what fits, without headings', () => {
    expect(rows('', ['data.set', 'gone']).map((row) => (row.kind === 'heading' ? row.text : row.block.id))).toEqual([
      'Used last',
      'data.set',
      'data',
      'data.set',
      'triggers',
      'triggers.cron',
    ]);
    expect(rows('sched').map((row) => row.kind)).toEqual(['block']);
  });

  it('are walked past headings, and round at the ends', () => {
    const all = rows('');
    expect(findNextRow(all, -1, 1)).toBe(1);
    expect(findNextRow(all, 1, 1)).toBe(3);
    expect(findNextRow(all, 3, 1)).toBe(1);
    expect(findNextRow(all, 1, -1)).toBe(3);
    expect(findNextRow([], -1, 1)).toBe(-1);
  });
});
