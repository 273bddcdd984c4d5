/** A place in text, counted from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** What {@link scanJson} found out about a text. */
export interface JsonScan {
  /** Why the text is no JSON, and where; `undefined` when it is JSON. */
  readonly error: { readonly offset: number; readonly reason: string } | undefined;
  /** Offset of the value at the path, or of its nearest ancestor that exists. */
  readonly offset: number;
}

const SPACE = /[ \t\r\n]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
/** Deeper text is refused, so that hostile nesting cannot exhaust the stack. */
const MAX_DEPTH = 500;

class NotJson extends Error {}

/** Reads `text` as strict JSON (RFC 8259), looking for its first error and for the value at `path`. Costs a pass over the text: for error messages. */
export function scanJson(text: string, path: readonly PropertyKey[] = []): JsonScan {
  let at = 0;
  let best = 0;

  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const [found = ''] = pattern.exec(text) ?? [];
    at += found.length;
    return found;
  };
  const skipText = (): string => {
    const from = at;
    if (text[at] !== '"') return '';
    at++;
    while (text[at] !== '"') {
      if (at >= text.length) throw new NotJson('this text is not closed');
      if (text.charCodeAt(at) < 0x20) throw new NotJson('a text may not hold a line break or tab; write \\n or \\t');
      if (text[at] !== '\\') at++;
      else if (skip(ESCAPE) === '') throw new NotJson('this is no escape of JSON');
    }
    at++;
    return text.slice(from, at);
  };
  const expect = (char: string, reason: string): void => {
    if (text[at] !== char) throw new NotJson(reason);
    at++;
  };
  const child = (step: string | number, matched: number, from: number): number => {
    if (matched < 0 || String(path[matched]) !== String(step) || matched >= path.length) return -1;
    best = from;
    return matched + 1;
  };

  const readMembers = (matched: number, depth: number): void => {
    at++;
    skip(SPACE);
    if (text[at] === '}') {
      at++;
      return;
    }
    for (;;) {
      const from = at;
      const raw = skipText();
      if (raw === '') throw new NotJson('a key in double quotes is expected');
      skip(SPACE);
      expect(':', 'a colon is expected after the key');
      readValue(child(JSON.parse(raw), matched, from), depth + 1);
      if (text[at] === '}') break;
      expect(',', 'a comma or } is expected');
      skip(SPACE);
    }
    at++;
  };

  const readItems = (matched: number, depth: number): void => {
    at++;
    skip(SPACE);
    if (text[at] === ']') {
      at++;
      return;
    }
    for (let index = 0; ; index++) {
      skip(SPACE);
      readValue(child(index, matched, at), depth + 1);
      if (text[at] === ']') break;
      expect(',', 'a comma or ] is expected');
    }
    at++;
  };

  const readValue = (matched: number, depth: number): void => {
    if (depth > MAX_DEPTH) throw new NotJson(`it is nested deeper than ${MAX_DEPTH} levels`);
    skip(SPACE);
    if (text[at] === '{') readMembers(matched, depth);
    else if (text[at] === '[') readItems(matched, depth);
    else if ((skipText() || skip(NUMBER) || skip(WORD)) === '') throw new NotJson('a value is expected');
    skip(SPACE);
  };

  try {
    readValue(0, 0);
    if (at < text.length) throw new NotJson('nothing may follow the end of the document');
  } catch (thrown) {
    if (!(thrown instanceof NotJson)) throw thrown;
    return { error: { offset: at, reason: thrown.message }, offset: best };
  }
  return { error: undefined, offset: best };
}

/** Line and column of an offset. */
export function toPosition(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}
