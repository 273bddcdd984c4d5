import { describe, expect, it } from 'vitest';
import { findCriticalPath } from './critical-path.ts';
import { createInstance, type InstanceView } from './instance.ts';
import { toWorkflow } from './testing/events.ts';
import { arrangeRows, type Opened } from './waterfall.ts';

const row = (path: string, more: Partial<InstanceView> = {}): InstanceView => ({
  ...createInstance(path, 0, 1),
  ...more,
});
const NOTHING: Opened = { inside: () => undefined, child: () => undefined };
const LOOP = row('each', { loop: { count: 100_000, finished: 100_000, failed: 1 } });

describe('arrangeRows', () => {
  it('shows the steps of the run, and not those inside loops', () => {
    const rows = arrangeRows([row('a'), row('each[1].b'), LOOP], new Set(), NOTHING);
    expect(rows.length).toBe(2);
    expect([rows.at(0)?.key, rows.at(1)?.key, rows.at(2)]).toEqual(['a', 'each', undefined]);
  });

  it('opens a loop of 100,000 items as one block, and one iteration in the middle of it', () => {
    const inside = [row('each[500].b'), row('each[500].inner'), row('each[500].inner[0].c')];
    const opened: Opened = { ...NOTHING, inside: (path) => (path === 'each[500]' ? inside : undefined) };
    const rows = arrangeRows([LOOP, row('z')], new Set(['each', 'each[500]']), opened);
    expect(rows.length).toBe(1 + 100_000 + 2 + 1);
    expect(rows.at(501)).toMatchObject({ kind: 'iteration', index: 500, isOpen: true, depth: 1 });
    expect(rows.at(502)).toMatchObject({ kind: 'step', key: 'each[500].b', depth: 2 });
    expect(rows.at(504)).toMatchObject({ kind: 'iteration', index: 501, isOpen: false });
    expect(rows.at(rows.length - 1)?.key).toBe('z');
    for (const index of [0, 1, 501, 502, 504, 100_002]) expect(rows.indexOf(rows.at(index)?.key ?? '')).toBe(index);
    expect(rows.indexOf('each[100000]')).toBe(-1);
  });

  it('says that what was opened is on its way', () => {
    const rows = arrangeRows([row('call', { childRunId: 'r2' })], new Set(['call']), NOTHING);
    expect(rows.at(1)).toMatchObject({ kind: 'note', of: 'call', depth: 1 });
  });

  it('shows the steps of a called run below the step that called it', () => {
    const opened: Opened = { ...NOTHING, child: () => [row('a')] };
    const rows = arrangeRows([row('call', { childRunId: 'r2' }), row('a')], new Set(['call']), opened);
    expect([0, 1, 2].map((index) => rows.at(index)?.key)).toEqual(['call', 'r2:a', 'a']);
  });

  it('shows a loop that decides round by round as far as it is', () => {
    const loop = row('while', { loop: { count: null, finished: 2, failed: 0 } });
    expect(arrangeRows([loop], new Set(['while']), NOTHING).length).toBe(1 + 3);
  });
});

describe('findCriticalPath', () => {
  it('follows the steps the run waited for', () => {
    const workflow = toWorkflow(
      [{ id: 'a' }, { id: 'slow' }, { id: 'fast' }, { id: 'end' }],
      [
        { from: 'a', to: 'slow' },
        { from: 'a', to: 'fast' },
        { from: 'slow', to: 'end' },
        { from: 'fast', to: 'end' },
      ],
    );
    const instances = new Map([
      ['a', row('a', { startedAt: 0, endedAt: 10 })],
      ['fast', row('fast', { startedAt: 10, endedAt: 20 })],
      ['slow', row('slow', { startedAt: 10, endedAt: 500 })],
      ['end', row('end', { startedAt: 500, endedAt: 510 })],
    ]);
    expect(findCriticalPath(workflow, instances, 510)).toEqual({ steps: ['a', 'slow', 'end'], ms: 510 });
  });

  it('is empty before anything ran', () => {
    expect(findCriticalPath(toWorkflow([{ id: 'a' }]), new Map(), 5)).toEqual({ steps: [], ms: 0 });
  });
});
