import { createRequire } from 'node:module';
import { AppError } from '#contract/app-error.ts';

/** A compiled glob. */
export interface Glob {
  /** Whether it matches a path relative to where the search starts, with `/` between names. */
  matches(path: string): boolean;
  /** Leading names without wildcards: nothing elsewhere can match. */
  readonly prefix: readonly string[];
}

const MAX_CHARS = 1_000;
const MAX_ALTERNATIVES_DEPTH = 5;

/**
 * Compiles `*`, `?`, `[a-z]`, `[!a]`, `{a,b}`, `**` and `\` before a literal. A pattern without `/` is matched against the name alone, at any depth.
 * It becomes an RE2 expression, so that no pattern and no file name can make matching slow, which they can with the usual glob libraries.
 * @throws AppError `input-invalid`
 */
export function compileGlob(pattern: string): Glob {
  if (pattern.length > MAX_CHARS) throw invalid(pattern, `it is longer than ${MAX_CHARS} characters`);
  const trimmed = pattern.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  const isName = !trimmed.includes('/');
  const { RE2JS }: typeof import('re2js') = createRequire(import.meta.url)('re2js');
  // `(?s)`: a file name may hold a line break.
  const expression = RE2JS.compile(
    `(?s)^${isName && trimmed !== '**' ? '(?:.*/)?' : ''}${translate(trimmed, pattern)}$`,
  );
  return { matches: (path) => expression.test(path), prefix: isName ? [] : findPrefix(trimmed) };
}

function translate(glob: string, pattern: string): string {
  let out = '';
  let depth = 0;
  for (let at = 0; at < glob.length; at++) {
    const char = glob.charAt(at);
    if (char === '*') {
      const stars = /^\*+/.exec(glob.slice(at))?.[0].length ?? 1;
      const isWhole = stars > 1 && (at === 0 || glob[at - 1] === '/');
      at += stars - 1;
      if (isWhole && glob[at + 1] === '/') {
        out += '(?:[^/]+/)*';
        at++;
      } else out += isWhole && at === glob.length - 1 ? '.*' : '[^/]*';
    } else if (char === '?') out += '[^/]';
    else if (char === '[') {
      const end = glob.indexOf(']', at + 2);
      if (end < 0) throw invalid(pattern, 'a "[" has no "]"');
      out += translateClass(glob.slice(at + 1, end), pattern);
      at = end;
    } else if (char === '{') {
      depth++;
      if (depth > MAX_ALTERNATIVES_DEPTH)
        throw invalid(pattern, `"{" is nested deeper than ${MAX_ALTERNATIVES_DEPTH} levels`);
      out += '(?:';
    } else if (char === '}' && depth > 0) {
      depth--;
      out += ')';
    } else if (char === ',' && depth > 0) out += '|';
    else if (char === '\\') {
      at++;
      if (at >= glob.length) throw invalid(pattern, 'it ends with "\\"');
      out += quote(glob.charAt(at));
    } else out += quote(char);
  }
  if (depth > 0) throw invalid(pattern, 'a "{" has no "}"');
  return out;
}

function translateClass(body: string, pattern: string): string {
  const negated = /^[!^]/.test(body);
  const members = negated ? body.slice(1) : body;
  if (members.includes('/')) throw invalid(pattern, '"[ ]" cannot hold "/"');
  for (let at = 0; at + 2 < members.length; at++) {
    if (members[at + 1] === '-' && members.charAt(at) > members.charAt(at + 2))
      throw invalid(pattern, `"${members.slice(at, at + 3)}" is backwards`);
  }
  return `[${negated ? '^/' : ''}${members.replace(/[\\^[\]&~]/g, '\\$&')}]`;
}

function quote(char: string): string {
  return /[\\^$.|?*+()[\]{}]/.test(char) ? `\\${char}` : char;
}

function findPrefix(glob: string): readonly string[] {
  const names = glob.split('/');
  const first = names.findIndex((name) => /[*?[\]{}\\,]/.test(name));
  return names.slice(0, first < 0 ? names.length - 1 : first);
}

function invalid(pattern: string, reason: string): AppError {
  return new AppError(
    'input-invalid',
    `The pattern "${pattern.slice(0, 200)}" cannot be used: ${reason}. Correct it.`,
    { data: { pattern: pattern.slice(0, 200) } },
  );
}
