import { createRequire } from 'node:module';
import type { Matcher, RE2JS } from 're2js';
import type { Budget } from './budget.ts';
import { limitReached } from './failure.ts';

/** Characters times program size one search may cost; about a second of work. */
const MAX_SEARCH_WORK = 30_000_000;

/** States of one pattern, so that `(a{1000}){1000}` is refused. */
const MAX_PROGRAM = 10_000;

/** The part of RegExp that JSONata uses. */
interface RegexEngine {
  lastIndex: number;
  exec(text: string): (string[] & { index: number }) | null;
}

const compiled = new WeakMap<RegExp, RE2JS>();

/**
 * The pattern as RE2 understands it, whose searches take time linear in the text.
 * @throws Error when it uses look-around or back-references, which have no linear search
 */
export function compileLinear(pattern: RegExp): RE2JS {
  let regex = compiled.get(pattern);
  if (regex === undefined) {
    const { RE2JS } = createRequire(import.meta.url)('re2js') as typeof import('re2js');
    regex = RE2JS.compile(RE2JS.translateRegExp(pattern));
    if (regex.programSize() > MAX_PROGRAM) throw new Error('the pattern is too large');
    compiled.set(pattern, regex);
  }
  return regex;
}

/** A class JSONata makes its regular expressions of: linear in the text, and within the budget. */
export function createRegexEngine(budget: Budget): new (pattern: RegExp) => RegexEngine {
  return class implements RegexEngine {
    lastIndex = 0;
    readonly #regex: RE2JS;
    #text: string | undefined;
    #matcher: Matcher | undefined;

    constructor(pattern: RegExp) {
      this.#regex = compileLinear(pattern);
    }

    exec(text: string): (string[] & { index: number }) | null {
      budget.check();
      if ((text.length - this.lastIndex) * this.#regex.programSize() > MAX_SEARCH_WORK) {
        throw limitReached('a regular expression is too large for a text of this length');
      }
      if (this.#matcher === undefined || this.#text !== text) {
        this.#text = text;
        this.#matcher = this.#regex.matcher(text);
      }
      const matcher = this.#matcher;
      if (this.lastIndex > text.length || !matcher.find(this.lastIndex)) {
        this.lastIndex = 0;
        return null;
      }
      const groups: (string | undefined)[] = [];
      for (let group = 0; group <= matcher.groupCount(); group++) groups.push(matcher.group(group) ?? undefined);
      this.lastIndex = matcher.end();
      return Object.assign(groups as string[], { index: matcher.start() });
    }
  };
}
