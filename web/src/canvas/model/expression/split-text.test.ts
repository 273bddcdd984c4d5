import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitTemplate } from '#expressions/template-text.ts';
import { findWholeExpression, splitText } from './split-text.ts';

describe('texts with braces', () => {
  const pieces = fc.array(
    fc.constantFrom('{{', '}}', '\\', 'a', ' ', '"', '{', '}', "'", '/', '`', 'b.c', '1', '(', ')', 'in', '*'),
    {
      maxLength: 14,
    },
  );

  it('are taken apart as the server does', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        let expected: readonly string[] | undefined;
        try {
          expected = splitTemplate(text).flatMap((part) => (part.kind === 'expression' ? [part.source] : []));
        } catch {
          // Refused there: here the pieces up to then are given.
          return;
        }
        const found = splitText(text).flatMap(({ kind, start, end }) =>
          kind === 'expression' ? [text.slice(start, end).trim()] : [],
        );
        expect(found).toEqual(expected);
      }),
      { numRuns: 3_000 },
    );
  });

  it('tell whether they are one expression', () => {
    expect(findWholeExpression(' {{ a.b }} ')).toBe('a.b');
    expect(findWholeExpression('{{ a }}{{ b }}')).toBeUndefined();
    expect(findWholeExpression('x {{ a }}')).toBeUndefined();
    expect(findWholeExpression('{{ a')).toBeUndefined();
    expect(splitText('a {{ b')).toEqual([
      { kind: 'text', start: 0, end: 2 },
      { kind: 'expression', start: 4, end: 6, isOpen: true },
    ]);
  });
});
