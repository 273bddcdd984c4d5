import { describe, expect, it } from 'vitest';
import { fromValues, toChosen, toValues } from './filter-field.ts';

describe('values of a filter', () => {
  it('stand in an address as a list, or not at all', () => {
    expect(fromValues(['failed', 'timed-out'])).toBe('failed,timed-out');
    expect(fromValues([])).toBeUndefined();
    expect(toValues('failed,,timed-out,')).toEqual(['failed', 'timed-out']);
    expect(toValues(undefined)).toEqual([]);
  });

  it('keep a value nobody offers', () => {
    expect(toChosen([{ value: 'a', label: 'A' }], 'a,zzz')).toEqual([
      { value: 'a', label: 'A' },
      { value: 'zzz', label: 'zzz' },
    ]);
  });
});
