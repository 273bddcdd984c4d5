import { AppError } from '#contract/app-error.ts';
import { toPlace } from './failure.ts';

/** A piece of a text with `{{ }}` in it. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'expression';
      readonly source: string;
      /** Offset of the expression in the text. */
      readonly position: number;
    };

const BLANK = new Set([' ', '\t', '\n', '\r', '\v']);
const WORD_OPERATORS = new Set(['and', 'or', 'in']);
const WORD = /[\p{L}\p{N}_$]/u;

function refuse(text: string, position: number, reason: string): AppError {
  const data = toPlace(text, position);
  return new AppError(
    'expression-invalid',
    `The text has ${reason} (line ${data.line}, column ${data.column}). Close it, or write \\{{ for two braces as they are.`,
    {
      data: { text: text.slice(0, 500), ...data },
    },
  );
}

/** Offset behind a quoted text or name. */
function skipQuoted(text: string, start: number): number {
  const quote = text[start];
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\' && quote !== '`') index++;
    else if (text[index] === quote) return index + 1;
  }
  return text.length;
}

/** Offset behind a regular expression, as JSONata finds it: brackets hide slashes. */
function skipRegex(text: string, start: number): number {
  let depth = 0;
  for (let index = start + 1; index < text.length; index++) {
    const char = text[index] ?? '';
    if (char === '\\') index++;
    else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    else if (char === '/' && depth === 0) return index + 1;
  }
  return text.length;
}

/** Offset of the `}}` that ends the expression beginning at `start`; -1 when there is none. */
function findEnd(text: string, start: number): number {
  let depth = 0;
  // Whether a slash here would divide rather than open a regular expression.
  let afterOperand = false;
  let index = start;
  while (index < text.length) {
    const char = text[index] ?? '';
    if (BLANK.has(char)) {
      index++;
    } else if (char === '"' || char === "'" || char === '`') {
      index = skipQuoted(text, index);
      afterOperand = true;
    } else if (char === '/' && text[index + 1] === '*') {
      const end = text.indexOf('*/', index + 2);
      index = end < 0 ? text.length : end + 2;
    } else if (char === '/' && !afterOperand) {
      index = skipRegex(text, index);
      afterOperand = true;
    } else if (char === '{') {
      depth++;
      index++;
      afterOperand = false;
    } else if (char === '}') {
      if (depth === 0) return text[index + 1] === '}' ? index : -1;
      depth--;
      index++;
      afterOperand = true;
    } else if (WORD.test(char)) {
      let end = index + 1;
      while (end < text.length && WORD.test(text[end] ?? '')) end++;
      afterOperand = !(afterOperand && WORD_OPERATORS.has(text.slice(index, end)));
      index = end;
    } else {
      afterOperand = char === ')' || char === ']';
      index++;
    }
  }
  return -1;
}

/**
 * Takes a text with `{{ }}` apart. Backslashes before `{{` escape: `\{{` is two braces, `\\{{` a backslash and an expression.
 * @throws AppError `expression-invalid` when an expression is not closed or empty
 */
export function splitTemplate(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let literal = '';
  let index = 0;
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', index)) {
    let slashes = 0;
    while (open - slashes > index && text[open - slashes - 1] === '\\') slashes++;
    literal += text.slice(index, open - slashes) + '\\'.repeat(Math.floor(slashes / 2));
    if (slashes % 2 === 1) {
      literal += '{{';
      index = open + 2;
      continue;
    }
    const end = findEnd(text, open + 2);
    if (end < 0) throw refuse(text, open, 'a {{ without its }}');
    const inner = text.slice(open + 2, end);
    const source = inner.trim();
    if (source === '') throw refuse(text, open, 'an empty {{ }}');
    if (literal !== '') parts.push({ kind: 'text', text: literal });
    literal = '';
    parts.push({ kind: 'expression', source, position: open + 2 + (inner.length - inner.trimStart().length) });
    index = end + 2;
  }
  literal += text.slice(index);
  if (literal !== '' || parts.length === 0) parts.push({ kind: 'text', text: literal });
  return parts;
}
