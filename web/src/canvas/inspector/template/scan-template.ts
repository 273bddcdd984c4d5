/** What a piece of an expression is, for its colour and for completion. */
export type TokenKind =
  | 'brace'
  | 'text'
  | 'string'
  | 'number'
  | 'word'
  | 'name'
  | 'function'
  | 'variable'
  | 'operator'
  | 'bracket'
  | 'dot'
  | 'comment'
  | 'regex';

/** A piece of a text with `{{ }}`, by its offsets. */
export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
}

/** An expression of a text: offsets of what is between the braces. */
export interface ExpressionSpan {
  readonly from: number;
  readonly to: number;
  readonly isClosed: boolean;
}

/** A text with `{{ }}`, taken apart. */
export interface ScannedTemplate {
  readonly tokens: readonly Token[];
  readonly expressions: readonly ExpressionSpan[];
}

const WORDS = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);
const WORD = /[\p{L}\p{N}_]/u;
const SPACE = /\s/;
const OPERATORS = ['~>', ':=', '!=', '<=', '>=', '**', '..', '??', '?:'];

function findQuoteEnd(text: string, start: number): number {
  const quote = text[start];
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] === '\\' && quote !== '`') index += 1;
    else if (text[index] === quote) return index + 1;
  }
  return text.length;
}

/** Offset behind a regular expression, as JSONata finds it: brackets hide slashes. */
function findRegexEnd(text: string, start: number): number {
  let depth = 0;
  for (let index = start + 1; index < text.length; index += 1) {
    const char = text[index] ?? '';
    if (char === '\\') index += 1;
    else if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char)) depth -= 1;
    else if (char === '/' && depth === 0) return index + 1;
  }
  return text.length;
}

function findWordEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && WORD.test(text[end] ?? '')) end += 1;
  return end;
}

/** Reads one expression from `start`; tokens go to `tokens`. Answers where it ends: at `}}`, or at the end of the text. */
function scanExpression(text: string, start: number, tokens: Token[]): ExpressionSpan {
  let depth = 0;
  let index = start;
  // Whether a slash here divides rather than opens a regular expression.
  let afterOperand = false;
  const push = (kind: TokenKind, to: number, operand: boolean) => {
    tokens.push({ kind, from: index, to });
    index = to;
    afterOperand = operand;
  };
  while (index < text.length) {
    const char = text[index] ?? '';
    if (SPACE.test(char)) index += 1;
    else if (char === '"' || char === "'") push('string', findQuoteEnd(text, index), true);
    else if (char === '`') push('name', findQuoteEnd(text, index), true);
    else if (char === '/' && text[index + 1] === '*') {
      const end = text.indexOf('*/', index + 2);
      const operand = afterOperand;
      push('comment', end < 0 ? text.length : end + 2, operand);
    } else if (char === '/' && !afterOperand) push('regex', findRegexEnd(text, index), true);
    else if (char === '}' && depth === 0 && text[index + 1] === '}') return { from: start, to: index, isClosed: true };
    else if ('([{'.includes(char)) {
      depth += char === '{' ? 1 : 0;
      push('bracket', index + 1, false);
    } else if (')]}'.includes(char)) {
      depth -= char === '}' && depth > 0 ? 1 : 0;
      push('bracket', index + 1, true);
    } else if (char === '$') {
      const end = findWordEnd(text, index + 1);
      push(end > index + 1 && text[end] !== '.' ? 'function' : 'variable', Math.max(end, index + 1), true);
    } else if (/\d/.test(char)) {
      const match = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(text.slice(index, index + 40));
      push('number', index + (match?.[0].length ?? 1), true);
    } else if (WORD.test(char)) {
      const end = findWordEnd(text, index);
      const isWord = WORDS.has(text.slice(index, end));
      push(isWord ? 'word' : 'name', end, !isWord || /^(true|false|null)$/.test(text.slice(index, end)));
    } else if (char === '.' && text[index + 1] !== '.') push('dot', index + 1, false);
    else push('operator', index + (OPERATORS.includes(text.slice(index, index + 2)) ? 2 : 1), false);
  }
  return { from: start, to: text.length, isClosed: false };
}

/** Takes a text apart as the server does (src/expressions/template-text.ts), but goes on where that refuses: it is still being typed. */
export function scanTemplate(text: string): ScannedTemplate {
  const tokens: Token[] = [];
  const expressions: ExpressionSpan[] = [];
  let index = 0;
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', index)) {
    let slashes = 0;
    while (open - slashes > index && text[open - slashes - 1] === '\\') slashes += 1;
    if (slashes % 2 === 1) {
      index = open + 2;
      continue;
    }
    if (open > index) tokens.push({ kind: 'text', from: index, to: open });
    tokens.push({ kind: 'brace', from: open, to: open + 2 });
    const span = scanExpression(text, open + 2, tokens);
    expressions.push(span);
    index = span.isClosed ? span.to + 2 : span.to;
    if (span.isClosed) tokens.push({ kind: 'brace', from: span.to, to: index });
  }
  if (index < text.length) tokens.push({ kind: 'text', from: index, to: text.length });
  return { tokens, expressions };
}

/** The expression an offset stands in. */
export function findExpressionAt(scanned: ScannedTemplate, offset: number): ExpressionSpan | undefined {
  return scanned.expressions.find(({ from, to }) => offset >= from && offset <= to);
}
