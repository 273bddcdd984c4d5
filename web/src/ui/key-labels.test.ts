import { describe, expect, it } from 'vitest';
import { toKeyLabels } from './key-labels.ts';

describe('keys as they are printed', () => {
  it('follow the keyboard at hand', () => {
    expect(toKeyLabels('mod+shift+z', true).strokes).toEqual(['⌘⇧Z']);
    expect(toKeyLabels('mod+shift+z', false).strokes).toEqual(['Ctrl+Shift+Z']);
  });

  it('show several in a row, and say them in words', () => {
    expect(toKeyLabels('g w', false)).toEqual({ strokes: ['G', 'W'], spoken: 'G then W' });
    expect(toKeyLabels('mod+k', true).spoken).toBe('Command+K');
    expect(toKeyLabels('?', false).spoken).toBe('Question mark');
  });
});
