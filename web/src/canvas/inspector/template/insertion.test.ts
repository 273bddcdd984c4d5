import { describe, expect, it } from 'vitest';
import { toDrop, toInsertion } from './insertion.ts';

/** Drops a value at the bar in a text. */
function drop(marked: string, dropped = '{{ a.b }}'): string {
  const text = marked.replace('|', '');
  const { from, to, insert } = toDrop(text, marked.indexOf('|'), dropped);
  return text.slice(0, from) + insert + text.slice(to);
}

describe('a value dropped into a text', () => {
  it('brings its braces where there are none', () => {
    expect(drop('to |')).toBe('to {{ a.b }}');
    expect(drop('x| {{ c }}')).toBe('x{{ a.b }} {{ c }}');
  });
  it('is a path inside of braces, and takes the place of the one it lands on', () => {
    expect(drop('{{ | }}')).toBe('{{ a.b }}');
    expect(drop('{{ read_|each.results }}')).toBe('{{ a.b }}');
    expect(drop('{{ $sum(c.d|.e) + f }}')).toBe('{{ $sum(a.b) + f }}');
    expect(drop('{{ c + | }}')).toBe('{{ c + a.b }}');
  });
  it('does not part braces', () => {
    expect(drop('{|{ }}')).toBe('{{a.b }}');
    expect(drop('{{ c + }|}')).toBe('{{ c + a.b}}');
  });
  it('may be any other text, too', () => {
    expect(drop('a|b', 'x')).toBe('axb');
    expect(drop('{{ c|d }}', 'x')).toBe('{{ cxd }}');
  });
});

describe('a value that is picked', () => {
  it('is written at the cursor, without braces inside of braces', () => {
    expect(toInsertion('{{ c.', 5, '{{ a.b }}')).toBe('a.b');
    expect(toInsertion('c', 1, '{{ a.b }}')).toBe('{{ a.b }}');
  });
});
