import { AppError } from '#contract/app-error.ts';
import { assertTextLength, isCallable, isDeepEqual, toBoolean, toText } from './bounded-values.ts';
import type { Budget } from './budget.ts';
import { limitReached } from './failure.ts';

/** Variable the budget is bound to; no expression can hold the character. */
export const BUDGET_VARIABLE = '\0budget';

/** What JSONata gives its functions as `this`. */
interface Focus {
  readonly environment: { readonly base: { lookup(name: string): unknown } };
  createSequence(...items: unknown[]): unknown[];
}

type Callback = { readonly arity?: unknown; readonly arguments?: readonly unknown[]; readonly length?: unknown } & {
  apply(self: unknown, args: readonly unknown[]): unknown;
};

/** A function in place of one of JSONata's, with its signature. */
export interface BoundedFunction {
  readonly implementation: (this: Focus, ...args: never[]) => unknown;
  readonly signature: string | undefined;
}

function budgetOf(focus: Focus): Budget {
  return focus.environment.base.lookup(BUDGET_VARIABLE) as Budget;
}

function arityOf(callback: Callback): number {
  if (typeof callback.arity === 'number') return callback.arity;
  if (typeof callback.length === 'number') return callback.length;
  return callback.arguments?.length ?? 0;
}

/** Calls a function value with as many arguments as it takes, after charging for it: a built-in function costs no evaluation. */
async function call(focus: Focus, callback: Callback, args: readonly unknown[]): Promise<unknown> {
  await budgetOf(focus).tick();
  return callback.apply(focus, args.slice(0, Math.max(1, arityOf(callback))));
}

async function map(this: Focus, arr: unknown[] | undefined, func: Callback) {
  if (arr === undefined) return undefined;
  const result = this.createSequence();
  for (let index = 0; index < arr.length; index++) {
    const value = await call(this, func, [arr[index], index, arr]);
    if (value !== undefined) result.push(value);
  }
  return result;
}

async function filter(this: Focus, arr: unknown[] | undefined, func: Callback) {
  if (arr === undefined) return undefined;
  const result = this.createSequence();
  for (let index = 0; index < arr.length; index++) {
    if (toBoolean(await call(this, func, [arr[index], index, arr]))) result.push(arr[index]);
  }
  return result;
}

async function single(this: Focus, arr: unknown[] | undefined, func: Callback | undefined) {
  if (arr === undefined) return undefined;
  const found: unknown[] = [];
  for (let index = 0; index < arr.length; index++) {
    if (func === undefined || toBoolean(await call(this, func, [arr[index], index, arr]))) found.push(arr[index]);
    if (found.length > 1) throw { code: 'D3138' };
  }
  if (found.length === 0) throw { code: 'D3139' };
  return found[0];
}

async function reduce(this: Focus, sequence: unknown[] | undefined, func: Callback, init: unknown) {
  if (sequence === undefined) return undefined;
  if (arityOf(func) < 2) throw { code: 'D3050' };
  const skipped = init === undefined && sequence.length > 0 ? 1 : 0;
  let result = skipped === 1 ? sequence[0] : init;
  for (let index = skipped; index < sequence.length; index++) {
    result = await call(this, func, [result, sequence[index], index, sequence]);
  }
  return result;
}

async function each(this: Focus, obj: Readonly<Record<string, unknown>>, func: Callback) {
  const result = this.createSequence();
  for (const key of Object.keys(obj ?? {})) {
    const value = await call(this, func, [obj[key], key, obj]);
    if (value !== undefined) result.push(value);
  }
  return result;
}

async function sift(this: Focus, arg: Readonly<Record<string, unknown>>, func: Callback) {
  const result: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(arg ?? {})) {
    if (toBoolean(await call(this, func, [arg[key], key, arg]))) result[key] = arg[key];
  }
  return Object.keys(result).length === 0 ? undefined : result;
}

/** JSONata's merge sort copies the rest of the array at every step; this one is the same sort without that. */
async function sort(this: Focus, arr: unknown[] | undefined, comparator: Callback | undefined) {
  if (arr === undefined || arr.length <= 1) return arr;
  if (comparator === undefined) {
    const type = typeof arr[0];
    if ((type !== 'number' && type !== 'string') || arr.some((item) => typeof item !== type)) throw { code: 'D3070' };
    const compare = (a: string | number, b: string | number) => (a > b ? 1 : a < b ? -1 : 0);
    return (arr.slice() as (string | number)[]).sort(compare);
  }
  const merge = async (items: unknown[]): Promise<unknown[]> => {
    if (items.length <= 1) return items;
    const middle = Math.floor(items.length / 2);
    const left = await merge(items.slice(0, middle));
    const right = await merge(items.slice(middle));
    const merged: unknown[] = [];
    let l = 0;
    let r = 0;
    while (l < left.length && r < right.length) {
      merged.push((await call(this, comparator, [left[l], right[r]])) ? right[r++] : left[l++]);
    }
    return merged.concat(left.slice(l), right.slice(r));
  };
  return merge(arr.slice());
}

function distinct(this: Focus, arr: unknown) {
  if (!Array.isArray(arr) || arr.length <= 1) return arr;
  const budget = budgetOf(this);
  const results: unknown[] = Object.hasOwn(arr, 'sequence') ? this.createSequence() : [];
  const simple = new Set<unknown>();
  const compound: unknown[] = [];
  for (const value of arr) {
    if (typeof value !== 'object' || value === null) {
      if (simple.has(value)) continue;
      simple.add(value);
    } else {
      budget.check();
      if (compound.some((seen) => isDeepEqual(value, seen, budget.check))) continue;
      compound.push(value);
    }
    results.push(value);
  }
  return results;
}

/** JSONata's `$spread` opens its own functions up, and with them the JavaScript below; this one only takes data. */
function spread(this: Focus, arg: unknown) {
  const result = this.createSequence();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null && !isCallable(value)) {
      for (const [key, item] of Object.entries(value)) {
        const pair: Record<string, unknown> = Object.create(null);
        pair[key] = item;
        result.push(pair);
      }
    } else if (value !== undefined && !isCallable(value)) result.push(value);
  };
  if (!Array.isArray(arg) && (typeof arg !== 'object' || arg === null)) return isCallable(arg) ? undefined : arg;
  visit(arg);
  return result;
}

function pad(this: Focus, str: string | undefined, width: number, char: string | undefined) {
  if (str === undefined) return undefined;
  const fill = char === undefined || char.length === 0 ? ' ' : char;
  const length = Math.abs(Math.trunc(width)) - Array.from(str).length;
  assertTextLength(str.length + Math.max(0, length) * 2, budgetOf(this).limits);
  if (!(length > 0)) return str;
  const symbols = Array.from(fill);
  const padding =
    symbols.length === 1
      ? fill.repeat(length)
      : Array.from({ length }, (_, index) => symbols[index % symbols.length]).join('');
  return width > 0 ? str + padding : padding + str;
}

function join(this: Focus, strs: readonly string[] | undefined, separator: string | undefined) {
  if (strs === undefined) return undefined;
  const glue = separator ?? '';
  const total = strs.reduce((sum, text) => sum + String(text).length, glue.length * strs.length);
  assertTextLength(total, budgetOf(this).limits);
  return strs.join(glue);
}

function string(this: Focus, arg: unknown, prettify = false) {
  return toText(arg, budgetOf(this).limits, prettify);
}

function clone(this: Focus, arg: unknown) {
  const text = toText(arg, budgetOf(this).limits);
  return text === undefined ? undefined : JSON.parse(text);
}

function base64encode(this: Focus, str: string | undefined) {
  if (str === undefined) return undefined;
  assertTextLength(str.length * 2, budgetOf(this).limits);
  return Buffer.from(str, 'binary').toString('base64');
}

function concat(this: Focus, lhs: unknown, rhs: unknown) {
  const { limits } = budgetOf(this);
  const left = toText(lhs, limits) ?? '';
  const right = toText(rhs, limits) ?? '';
  assertTextLength(left.length + right.length, limits);
  return left + right;
}

function wildcard(this: Focus, input: unknown) {
  const results = this.createSequence();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else results.push(value);
  };
  if (typeof input === 'object' && input !== null && !isCallable(input)) Object.values(input).forEach(visit);
  return results;
}

function refuseEval(): never {
  throw new AppError(
    'expression-failed',
    'The expression uses $eval, which is not available. Write the expression itself.',
  );
}

interface Builtin {
  readonly implementation: (this: Focus, ...args: readonly unknown[]) => unknown;
}

/** JSONata's own function, where the one in its place goes by another name. */
function builtin(focus: Focus, name: string): Builtin['implementation'] {
  return (focus.environment.base.lookup(name) as Builtin).implementation;
}

async function replace(
  this: Focus,
  str: string | undefined,
  pattern: unknown,
  replacement: unknown,
  limit: number | undefined,
) {
  const { limits } = budgetOf(this);
  if (typeof str === 'string' && typeof pattern === 'string' && typeof replacement === 'string' && pattern !== '') {
    const most = str.length + Math.ceil(str.length / pattern.length) * replacement.length;
    if (most > limits.textLength)
      assertTextLength(str.length + (str.split(pattern).length - 1) * replacement.length, limits);
  }
  const result = await builtin(this, 'replace').call(this, str, pattern, replacement, limit);
  if (typeof result === 'string') assertTextLength(result.length, limits);
  return result;
}

function toMillis(this: Focus, timestamp: unknown, picture: unknown) {
  if (typeof picture === 'string') {
    // JSONata turns the picture into a backtracking pattern: too many parts of unknown width take forever.
    const markers = picture.split('[').length - 1;
    const words = picture.match(/\[(?:[FP]|[^\]]*?.[wWiIaAnN])/g)?.length ?? 0;
    if (String(timestamp).length > 100 || markers > 16 || words > 4)
      throw limitReached('a date or its picture is too long');
  }
  return builtin(this, 'toMillis').call(this, timestamp, picture);
}

/** Functions in place of JSONata's own, by name: the same results, but bounded in time, memory and reach. */
export const BOUNDED_FUNCTIONS: ReadonlyMap<string, BoundedFunction> = new Map<string, BoundedFunction>([
  ['map', { implementation: map, signature: '<af>' }],
  ['filter', { implementation: filter, signature: '<af>' }],
  ['single', { implementation: single, signature: '<af?>' }],
  ['reduce', { implementation: reduce, signature: '<afj?:j>' }],
  ['each', { implementation: each, signature: '<o-f:a>' }],
  ['sift', { implementation: sift, signature: '<o-f?:o>' }],
  ['sort', { implementation: sort, signature: '<af?:a>' }],
  ['distinct', { implementation: distinct, signature: '<x:x>' }],
  ['spread', { implementation: spread, signature: '<x-:a<o>>' }],
  ['pad', { implementation: pad, signature: '<s-ns?:s>' }],
  ['join', { implementation: join, signature: '<a<s>s?:s>' }],
  ['string', { implementation: string, signature: '<x-b?:s>' }],
  ['clone', { implementation: clone, signature: '<(oa)-:o>' }],
  ['base64encode', { implementation: base64encode, signature: '<s-:s>' }],
  ['eval', { implementation: refuseEval, signature: undefined }],
  ['\0concat', { implementation: concat, signature: undefined }],
  ['\0wildcard', { implementation: wildcard, signature: undefined }],
]);

/** Functions that end up calling JSONata's own, which must stay reachable: uses of the name are renamed instead. */
export const WRAPPED_FUNCTIONS: ReadonlyMap<string, BoundedFunction> = new Map<string, BoundedFunction>([
  ['replace', { implementation: replace, signature: '<s-(sf)(sf)n?:s>' }],
  ['toMillis', { implementation: toMillis, signature: '<s-s?:n>' }],
]);
