// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { splitAtAnchor, useHeldRows } from './held-rows.ts';

const id = (row: string) => row;
afterEach(cleanup);

describe('rows of a live table', () => {
  it('split at the row that was on top', () => {
    expect(splitAtAnchor(['n2', 'n1', 'a', 'b'], 'a', id)).toEqual({ held: 2, shown: ['a', 'b'] });
    expect(splitAtAnchor(['a', 'b'], 'gone', id)).toEqual({ held: 0, shown: ['a', 'b'] });
    expect(splitAtAnchor([], undefined, id)).toEqual({ held: 0, shown: [] });
  });

  it('gather while a person is away from the top, and show when they ask or come back', () => {
    const first = { rows: ['a', 'b'], away: false, viewKey: 'x' };
    const { result, rerender } = renderHook((props: typeof first) => useHeldRows(props.rows, id, props), {
      initialProps: first,
    });
    expect(result.current).toMatchObject({ held: 0, shown: ['a', 'b'] });
    rerender({ ...first, away: true });
    rerender({ ...first, away: true, rows: ['n1', 'a', 'b'] });
    expect(result.current).toMatchObject({ held: 1, shown: ['a', 'b'] });
    act(() => result.current.release());
    expect(result.current).toMatchObject({ held: 0, shown: ['n1', 'a', 'b'] });
    rerender({ ...first, away: true, rows: ['n2', 'n1', 'a', 'b'] });
    expect(result.current.held).toBe(1);
    rerender({ ...first, rows: ['n2', 'n1', 'a', 'b'] });
    expect(result.current).toMatchObject({ held: 0, shown: ['n2', 'n1', 'a', 'b'] });
  });

  it('hold nothing back from another list', () => {
    const first = { rows: ['a', 'b'], away: true, viewKey: 'x' };
    const { result, rerender } = renderHook((props: typeof first) => useHeldRows(props.rows, id, props), {
      initialProps: first,
    });
    rerender({ rows: ['z', 'a'], away: true, viewKey: 'y' });
    expect(result.current).toMatchObject({ held: 0, shown: ['z', 'a'] });
  });
});
