// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { RunSummary } from '#web/api/shapes.ts';
import { createDefaultViews, matchesFilters, readFilters, toListInput } from './run-filters.ts';

const NOW = Date.parse('2026-03-05T10:00:00Z');
const RUN: RunSummary = {
  id: '01jabcdefghjkmnpqrstvwxyz0',
  workflowId: 'daily-orders',
  version: 1,
  status: 'failed',
  triggerKind: 'schedule',
  priority: 0,
  createdAt: NOW - 3_600_000,
  eventCount: 3,
};

describe('filters of runs', () => {
  it('are read from an address, and nothing else is', () => {
    expect(readFilters({ status: 'failed', time: '', other: 'x', text: 'orders' })).toEqual({
      status: 'failed',
      text: 'orders',
    });
  });

  it('become what the server is asked', () => {
    const values = { status: 'failed,nonsense', workflow: 'w', trigger: 'api', time: '24h', text: 'x'.repeat(300) };
    expect(toListInput(values, NOW)).toEqual({
      status: ['failed'],
      workflowId: 'w',
      triggerKind: 'api',
      createdFrom: NOW - 86_400_000,
      text: 'x'.repeat(200),
    });
    expect(toListInput({ status: 'nonsense', time: 'never' }, NOW)).toEqual({});
  });

  it.each<[boolean, Record<string, string>]>([
    [true, {}],
    [true, { status: 'failed,running' }],
    [false, { status: 'running' }],
    [false, { workflow: 'other' }],
    [false, { trigger: 'api' }],
    [true, { time: '24h' }],
    [false, { time: '..2026-03-01T00:00Z' }],
    [false, { time: '2026-03-05T09:30Z..' }],
    [true, { text: 'ORDERS' }],
    [true, { text: 'morning' }],
    [true, { text: '01jabcdefg' }],
    [false, { text: '01jabc' }],
    [false, { text: 'elsewhere' }],
  ])('say %s of a live run to %j', (expected, values) => {
    expect(matchesFilters(RUN, values, 'Morning orders', NOW)).toBe(expected);
  });

  it('of the views every person has are known filters', () => {
    for (const view of createDefaultViews()) expect(readFilters(view.values)).toEqual(view.values);
  });
});
