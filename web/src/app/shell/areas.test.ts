// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { isWithin, listAreas } from './areas.ts';
import { toVisit } from './remember-visits.ts';

describe('the areas', () => {
  it('have addresses, keys and names of their own', () => {
    for (const part of ['id', 'to', 'keys', 'label'] as const) {
      expect(new Set(listAreas().map((area) => area[part])).size).toBe(listAreas().length);
    }
  });

  it('hold the addresses below them, and home only itself', () => {
    expect(isWithin({ to: '/runs' }, '/runs/01abc')).toBe(true);
    expect(isWithin({ to: '/runs' }, '/runserver')).toBe(false);
    expect(isWithin({ to: '/' }, '/runs')).toBe(false);
  });
});

describe('what was visited', () => {
  it.each([
    ['/workflows/orders', 'workflow:orders'],
    ['/runs/01abc', 'run:01abc'],
    ['/workflows/a%20b', 'workflow:a b'],
    ['/runs/compare', undefined],
    ['/runs', undefined],
    ['/workflows/orders/versions', undefined],
    ['/settings/tokens', undefined],
  ])('%s is %s', (path, id) => {
    expect(toVisit(path)).toBe(id);
  });

  it('is nothing when the address is broken', () => {
    expect(toVisit('/runs/%E0%A4%A')).toBeUndefined();
  });
});
