/** A token of JSONata. */
export interface Token {
  readonly kind: 'name' | 'variable' | 'operator' | 'string' | 'literal' | 'regex' | 'end';
  /** Name, operator, or content of a text. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Thrown where an expression cannot be read. */
export class SyntaxFault extends Error {}

const BLANK = ' \t\n\r\v';
const SINGLE = new Set('.[]{}(),@#;:?+-*/%|=<>^&!~');
const DOUBLE = new Set(['..', ':=', '!=', '>=', '<=', '**', '~>', '?:', '??']);
const WORD_OPERATORS = new Set(['and', 'or', 'in']);
const LITERALS = new Set(['true', 'false', 'null']);
const NUMBER = /(0|[1-9][0-9]*)(\.[0-9]+)?([Ee][-+]?[0-9]+)?/y;

function skipBlanks(source: string, from: number): number {
  let at = from;
  for (;;) {
    while (at < source.length && BLANK.includes(source[at] ?? '')) at++;
    if (source[at] !== '/' || source[at + 1] !== '*') return at;
    const end = source.indexOf('*/', at + 2);
    if (end < 0) throw new SyntaxFault();
    at = end + 2;
  }
}

function readRegex(source: string, start: number): Token {
  let depth = 0;
  for (let at = start + 1; at < source.length; at++) {
    const char = source[at] ?? '';
    if (char === '\\') at++;
    else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    else if (char === '/' && depth === 0) {
      let end = at + 1;
      while (source[end] === 'i' || source[end] === 'm') end++;
      return { kind: 'regex', value: '', start, end };
    }
  }
  throw new SyntaxFault();
}

function readText(source: string, start: number): Token {
  const quote = source[start];
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === quote) {
      const end = at + 1;
      return { kind: 'string', value: readEscapes(source.slice(start + 1, at)), start, end };
    }
  }
  throw new SyntaxFault();
}

/** Names are what this is for; of escapes only those a name can hold. */
function readEscapes(text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, code: string) =>
    code.length > 1 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : code,
  );
}

/**
 * The token at a place. `afterOperand` says whether a slash divides; without, it opens a regular expression.
 * @throws SyntaxFault
 */
export function readToken(source: string, from: number, afterOperand: boolean): Token {
  const start = skipBlanks(source, from);
  const char = source[start];
  if (char === undefined) return { kind: 'end', value: '', start, end: start };
  if (char === '/' && !afterOperand) return readRegex(source, start);
  const two = source.slice(start, start + 2);
  if (DOUBLE.has(two)) return { kind: 'operator', value: two, start, end: start + 2 };
  if (SINGLE.has(char)) return { kind: 'operator', value: char, start, end: start + 1 };
  if (char === '"' || char === "'") return readText(source, start);
  NUMBER.lastIndex = start;
  const number = NUMBER.exec(source);
  if (number !== null) return { kind: 'literal', value: number[0], start, end: start + number[0].length };
  if (char === '`') {
    const end = source.indexOf('`', start + 1);
    if (end < 0) throw new SyntaxFault();
    return { kind: 'name', value: source.slice(start + 1, end), start, end: end + 1 };
  }
  let end = start;
  while (end < source.length && !BLANK.includes(source[end] ?? '') && !SINGLE.has(source[end] ?? '')) end++;
  const word = source.slice(start, end);
  if (char === '$') return { kind: 'variable', value: word.slice(1), start, end };
  const kind = WORD_OPERATORS.has(word) ? 'operator' : LITERALS.has(word) ? 'literal' : 'name';
  return { kind, value: word, start, end };
}
