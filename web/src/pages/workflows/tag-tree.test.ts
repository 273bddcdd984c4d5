import { describe, expect, it } from 'vitest';
import { isUnderTag, toTagTree } from './tag-tree.ts';

describe('tags as folders', () => {
  it('nest by slashes, folders without workflows of their own too', () => {
    const tree = toTagTree([
      { tag: 'sales/eu/north', count: 2 },
      { tag: 'ops', count: 1 },
      { tag: 'sales/eu', count: 3 },
      { tag: '/odd//tag/', count: 1 },
    ]);
    expect(tree.map((node) => node.tag)).toEqual(['odd', 'ops', 'sales']);
    expect(tree[2]).toEqual({
      tag: 'sales',
      name: 'sales',
      count: 0,
      children: [
        {
          tag: 'sales/eu',
          name: 'eu',
          count: 3,
          children: [{ tag: 'sales/eu/north', name: 'north', count: 2, children: [] }],
        },
      ],
    });
    expect(toTagTree([{ tag: '///', count: 1 }])).toEqual([]);
  });

  it('hold what is below them, not what begins alike', () => {
    expect(isUnderTag(['sales/eu'], 'sales')).toBe(true);
    expect(isUnderTag(['sales'], 'sales')).toBe(true);
    expect(isUnderTag(['salesforce'], 'sales')).toBe(false);
  });
});
