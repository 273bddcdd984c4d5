/** A piece of a text: plain, or the inside of `{{ }}`. Offsets are those of the piece itself, without the braces. */
export interface TextPiece {
  readonly kind: 'text' | 'expression';
  readonly start: number;
  readonly end: number;
  /** An expression still being typed: its `}}` is missing. */
  readonly isOpen?: boolean;
}

const BLANK = new Set([' ', '\t', '\n', '\r', '\v']);
const WORD_OPERATORS = new Set(['and', 'or', 'in']);
const WORD = /[\p{L}\p{N}_$]/u;

/** Offset behind a quoted text or name. */
function skipQuoted(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\' && quote !== '`') at++;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
}

/** Offset behind a regular expression, as JSONata finds it: brackets hide slashes. */
function skipRegex(text: string, start: number): number {
  let depth = 0;
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '\\') at++;
    else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    else if (char === '/' && depth === 0) return at + 1;
  }
  return text.length;
}

/** Offset of the `}}` that ends the expression beginning at `start`; -1 when there is none. */
function findEnd(text: string, start: number): number {
  let depth = 0;
  // Whether a slash here would divide rather than open a regular expression.
  let afterOperand = false;
  let at = start;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (BLANK.has(char)) {
      at++;
    } else if (char === '"' || char === "'" || char === '`') {
      at = skipQuoted(text, at);
      afterOperand = true;
    } else if (char === '/' && text[at + 1] === '*') {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 2;
    } else if (char === '/' && !afterOperand) {
      at = skipRegex(text, at);
      afterOperand = true;
    } else if (char === '{') {
      depth++;
      at++;
      afterOperand = false;
    } else if (char === '}') {
      if (depth === 0) return text[at + 1] === '}' ? at : -1;
      depth--;
      at++;
      afterOperand = true;
    } else if (WORD.test(char)) {
      let end = at + 1;
      while (end < text.length && WORD.test(text[end] ?? '')) end++;
      afterOperand = !(afterOperand && WORD_OPERATORS.has(text.slice(at, end)));
      at = end;
    } else {
      afterOperand = char === ')' || char === ']';
      at++;
    }
  }
  return -1;
}

/**
 * Takes a text with `{{ }}` apart as the server does (src/expressions/template-text.ts; a test compares them), except that nothing is
 * refused: from an expression that is not closed, everything is that expression. Pieces are in order; braces and escapes lie between
 * or inside text pieces as written.
 */
export function splitText(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  const addText = (end: number) => {
    if (end > from) pieces.push({ kind: 'text', start: from, end });
  };
  let search = 0;
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', search)) {
    let slashes = 0;
    while (open - slashes > search && text[open - slashes - 1] === '\\') slashes++;
    if (slashes % 2 === 1) {
      search = open + 2;
      continue;
    }
    addText(open);
    const end = findEnd(text, open + 2);
    if (end < 0) {
      pieces.push({ kind: 'expression', start: open + 2, end: text.length, isOpen: true });
      return pieces;
    }
    pieces.push({ kind: 'expression', start: open + 2, end });
    from = end + 2;
    search = from;
  }
  addText(text.length);
  return pieces;
}

/** The expression a text is, when it is one and nothing else but blanks; its value keeps its type. */
export function findWholeExpression(text: string): string | undefined {
  if (!text.includes('{{')) return undefined;
  const solid = splitText(text).filter(
    ({ kind, start, end }) => kind === 'expression' || text.slice(start, end).trim() !== '',
  );
  const [only] = solid;
  if (solid.length !== 1 || only?.kind !== 'expression' || only.isOpen === true) return undefined;
  return text.slice(only.start, only.end).trim();
}
