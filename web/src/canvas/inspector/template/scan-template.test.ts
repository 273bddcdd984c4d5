import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitTemplate } from '#expressions/template-text.ts';
import { findExpressionAt, scanTemplate } from './scan-template.ts';

const kinds = (text: string) =>
  scanTemplate(text).tokens.map(({ kind, from, to }) => `${kind} ${text.slice(from, to)}`);

describe('scanning a template', () => {
  it('tells the pieces of an expression apart', () => {
    expect(kinds('a {{ $sum(x.y[z > 1.5]) & "}}" }}')).toEqual([
      'text a ',
      'brace {{',
      'function $sum',
      'bracket (',
      'name x',
      'dot .',
      'name y',
      'bracket [',
      'name z',
      'operator >',
      'number 1.5',
      'bracket ]',
      'bracket )',
      'operator &',
      'string "}}"',
      'brace }}',
    ]);
  });
  it('knows comments, regular expressions and divisions', () => {
    expect(kinds('{{ a / 2 }}')).toContain('operator /');
    expect(kinds('{{ $match(a, /[/a]+/) }}')).toContain('regex /[/a]+/');
    expect(kinds('{{ /* }} */ a }}')).toContain('comment /* }} */');
  });
  it('leaves escaped braces alone', () => {
    expect(scanTemplate('\\{{ a }}').expressions).toEqual([]);
    expect(scanTemplate('\\\\{{ a }}').expressions).toHaveLength(1);
  });
  it('goes on where braces are still open', () => {
    expect(scanTemplate('{{ a.').expressions).toEqual([{ from: 2, to: 5, isClosed: false }]);
    expect(findExpressionAt(scanTemplate('{{ a }}'), 7)).toBeUndefined();
  });
  it('finds the expressions the server finds, in any text the server takes', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{',
      '}',
      'a',
      '.',
      '"',
      "'",
      '/',
      ' ',
      '[',
      ']',
      '\\',
      '1',
      '$x',
      '`',
      '(',
      ')',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        let expected: readonly string[];
        try {
          expected = splitTemplate(text).flatMap((part) => (part.kind === 'expression' ? [part.source] : []));
        } catch {
          return;
        }
        const found = scanTemplate(text).expressions.map(({ from, to }) => text.slice(from, to).trim());
        expect(found).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });
});
