import { describe, expect, it } from 'vitest';
import type { RunSummary } from '#web/api/shapes.ts';
import { patchRuns, type RunPages } from './patch-runs.ts';

const run = (id: string, status: RunSummary['status'] = 'running'): RunSummary => ({
  id,
  status,
  workflowId: 'w',
  version: 1,
  triggerKind: 'api',
  priority: 0,
  createdAt: 0,
  eventCount: 1,
});
const pages = (...ids: readonly (readonly string[])[]): RunPages => ({
  pages: ids.map((page, index) => ({
    items: page.map((id) => run(id)),
    ...(index < ids.length - 1 ? { nextCursor: 'more' } : {}),
  })),
  pageParams: ids.map(() => ''),
});
const idsOf = (data: RunPages | undefined) => data?.pages.map((page) => page.items.map(({ id }) => id));

describe('news about a run', () => {
  it('change it where it stands, also when it matches no more', () => {
    const next = patchRuns(pages(['c', 'b'], ['a']), run('a', 'failed'), false);
    expect(idsOf(next)).toEqual([['c', 'b'], ['a']]);
    expect(next?.pages[1]?.items[0]?.status).toBe('failed');
  });

  it('put a new one on top', () => {
    expect(idsOf(patchRuns(pages(['c', 'b']), run('d'), true))).toEqual([['d', 'c', 'b']]);
    expect(idsOf(patchRuns(pages([]), run('d'), true))).toEqual([['d']]);
  });

  it('put one that was told late where its time belongs', () => {
    expect(idsOf(patchRuns(pages(['d', 'b']), run('c'), true))).toEqual([['d', 'c', 'b']]);
    expect(idsOf(patchRuns(pages(['d', 'b']), run('a'), true))).toEqual([['d', 'b', 'a']]);
  });

  it('leave the list alone when the run does not belong, or belongs to a page not loaded', () => {
    const data = pages(['d', 'c'], ['b']);
    expect(patchRuns(data, run('e'), false)).toBe(data);
    expect(patchRuns(data, run('a'), true)).toBe(data);
    expect(patchRuns(undefined, run('a'), true)).toBeUndefined();
  });
});
