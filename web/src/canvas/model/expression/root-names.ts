import { readToken, SyntaxFault, type Token } from './tokens.ts';

/** A name an expression takes from what it is given: a step, `input`, `vars`, `item`… */
export interface RootName {
  readonly name: string;
  /** Where it is written, quotes included. */
  readonly start: number;
  readonly end: number;
}

/** What names are relative to: everything there is, or something inside it. */
type Context = 'root' | 'inner';

/** What was read so far of an expression. */
interface Left {
  /** What the names of a following path step are relative to. */
  readonly after: Context;
  /** What the newest path step itself is relative to. */
  readonly before: Context;
  /** A text standing alone, which is a name as soon as a dot follows. */
  readonly text?: Token;
  /** Whether it is the word that begins a function. */
  readonly isFunction?: boolean;
}

const MAX_DEPTH = 400;
const MAX_KEPT = 2_000;

/** Binding powers of JSONata's parser. */
const POWERS: Readonly<Record<string, number>> = {
  '.': 75,
  '[': 80,
  '{': 70,
  '(': 80,
  '@': 80,
  '#': 80,
  '?': 20,
  '+': 50,
  '-': 50,
  '*': 60,
  '/': 60,
  '%': 60,
  '=': 40,
  '<': 40,
  '>': 40,
  '^': 40,
  ':=': 10,
  '!=': 40,
  '<=': 40,
  '>=': 40,
  '~>': 40,
  '?:': 40,
  '??': 40,
  and: 30,
  or: 25,
  in: 40,
  '&': 50,
};

/** Reads an expression along JSONata's grammar, following only what names are relative to. */
class NameReader {
  readonly found: RootName[] = [];
  readonly #source: string;
  #token: Token;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
    this.#token = readToken(source, 0, false);
  }

  readAll(): void {
    this.#expression(0, 'root');
    if (this.#token.kind !== 'end') throw new SyntaxFault();
  }

  #isAt(operator: string): boolean {
    return this.#token.kind === 'operator' && this.#token.value === operator;
  }

  #next(afterOperand: boolean): Token {
    const token = this.#token;
    if (token.kind === 'end') throw new SyntaxFault();
    this.#token = readToken(this.#source, token.end, afterOperand);
    return token;
  }

  #skip(operator: string, afterOperand = false): void {
    if (!this.#isAt(operator)) throw new SyntaxFault();
    this.#next(afterOperand);
  }

  #power(): number {
    return this.#token.kind === 'operator' ? (POWERS[this.#token.value] ?? 0) : 0;
  }

  #add({ value, start, end }: Token): void {
    this.found.push({ name: value, start, end });
  }

  #expression(power: number, context: Context): Left {
    if (++this.#depth > MAX_DEPTH) throw new SyntaxFault();
    let left = this.#prefix(this.#next(true), context);
    while (power < this.#power()) left = this.#infix(this.#next(false), left, context);
    this.#depth--;
    return left;
  }

  /** What an expression can begin with. */
  #prefix(token: Token, context: Context): Left {
    const inner: Left = { after: 'inner', before: context };
    switch (token.kind) {
      case 'name': {
        const isFunction = (token.value === 'function' || token.value === 'λ') && this.#isAt('(');
        if (context === 'root' && !isFunction) this.#add(token);
        return { ...inner, isFunction };
      }
      case 'variable':
        if (token.value === '$') return { after: 'root', before: context };
        return token.value === '' ? { after: context, before: context } : inner;
      case 'string':
        return { ...inner, text: token };
      case 'literal':
      case 'regex':
        return inner;
      case 'end':
        throw new SyntaxFault();
      case 'operator':
        this.#prefixOperator(token.value, context);
        return inner;
    }
  }

  #prefixOperator(operator: string, context: Context): void {
    switch (operator) {
      case '-':
        this.#expression(70, context);
        return;
      case '(':
        this.#list(')', ';', context);
        return;
      case '[':
        this.#list(']', ',', context);
        return;
      case '{':
        this.#pairs(context);
        return;
      case '|':
        this.#expression(0, 'inner');
        this.#skip('|');
        this.#expression(0, 'inner');
        if (this.#isAt(',')) {
          this.#skip(',');
          this.#expression(0, 'inner');
        }
        this.#skip('|');
        return;
      // Wildcards, the parent, and words that are names here.
      case '*':
      case '**':
      case '%':
      case 'and':
      case 'or':
      case 'in':
        return;
      default:
        throw new SyntaxFault();
    }
  }

  /** Expressions up to a closing bracket; ranges in arrays, blanks for arguments to come in calls. */
  #list(closing: string, separator: string, context: Context): void {
    while (!this.#isAt(closing)) {
      if (closing === ')' && separator === ',' && this.#isAt('?')) this.#next(false);
      else this.#expression(0, context);
      if (closing === ']' && this.#isAt('..')) {
        this.#skip('..');
        this.#expression(0, context);
      }
      if (!this.#isAt(separator)) break;
      this.#skip(separator);
    }
    this.#skip(closing, true);
  }

  #pairs(context: Context): void {
    while (!this.#isAt('}')) {
      this.#expression(0, context);
      this.#skip(':');
      this.#expression(0, context);
      if (!this.#isAt(',')) break;
      this.#skip(',');
    }
    this.#skip('}', true);
  }

  /** What can follow: operators, path steps, filters, calls. */
  #infix(token: Token, left: Left, context: Context): Left {
    const inner: Left = { after: 'inner', before: context };
    switch (token.value) {
      case '.': {
        this.#addText(left);
        const right = this.#expression(75, left.text === undefined ? left.after : 'inner');
        this.#addText(right);
        return { after: right.after, before: right.before };
      }
      case '[':
        if (this.#isAt(']')) this.#next(false);
        else {
          this.#expression(0, left.after);
          this.#skip(']', true);
        }
        return left;
      case '{':
        this.#pairs(left.after);
        return inner;
      case '^':
        this.#skip('(');
        for (;;) {
          if (this.#isAt('<') || this.#isAt('>')) this.#next(false);
          this.#expression(0, 'inner');
          if (!this.#isAt(',')) break;
          this.#skip(',');
        }
        this.#skip(')');
        return left;
      case '(':
        this.#list(')', ',', context);
        if (left.isFunction === true) this.#lambda(context);
        return inner;
      case '@':
        this.#expression(80, context);
        // With `@$v` the names that follow still start where this one did.
        return { after: left.before, before: left.before };
      case '#':
        this.#expression(80, context);
        return left;
      case '?':
        this.#expression(0, context);
        if (this.#isAt(':')) {
          this.#skip(':');
          this.#expression(0, context);
        }
        return inner;
      case '??':
      case '?:':
        this.#expression(0, context);
        return inner;
      case ':=':
        this.#expression(9, context);
        return inner;
      default:
        this.#expression(POWERS[token.value] ?? 0, context);
        return inner;
    }
  }

  /** Signature and body of a function. */
  #lambda(context: Context): void {
    if (this.#isAt('<')) {
      for (let depth = 0; ; ) {
        if (this.#isAt('<')) depth++;
        else if (this.#isAt('>')) depth--;
        else if (this.#isAt('{')) throw new SyntaxFault();
        this.#next(false);
        if (depth === 0) break;
      }
    }
    this.#skip('{');
    this.#expression(0, context);
    this.#skip('}');
  }

  #addText({ text, before }: Left): void {
    if (text !== undefined && before === 'root') this.#add(text);
  }
}

const known = new Map<string, readonly RootName[] | undefined>();

/** The names an expression takes from what it is given, in order; `undefined` when it cannot be read. */
export function findRootNames(source: string): readonly RootName[] | undefined {
  if (known.has(source)) return known.get(source);
  let names: readonly RootName[] | undefined;
  try {
    const reader = new NameReader(source);
    reader.readAll();
    names = reader.found.toSorted((a, b) => a.start - b.start);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxFault)) throw thrown;
  }
  known.set(source, names);
  const [oldest] = known.keys();
  if (known.size > MAX_KEPT && oldest !== undefined) known.delete(oldest);
  return names;
}
