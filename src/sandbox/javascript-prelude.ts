/** File name of the user's code in stack traces. */
export const CODE_FILE = 'code.js';

/**
 * Script run inside QuickJS before the user's code: sets up `console` and gives functions that carry values across the border as text.
 * It keeps the built-ins it needs, because the user's code may replace them; code that does so only deceives itself.
 */
export const PRELUDE = `(function (writeLog) {
'use strict';
const { stringify, parse } = JSON;
const { getPrototypeOf, prototype: objectPrototype } = Object;
const { isFinite } = Number;
const arrayPrototype = Array.prototype;
const isError = (value) => value instanceof Error;
const foreign = [
  [Promise, 'a promise (write await before it)'],
  [Map, 'a Map (use Object.fromEntries)'],
  [Set, 'a Set (use Array.from)'],
  [Error, 'an Error (return its message)'],
  [RegExp, 'a regular expression (return its source)'],
  [WeakMap, 'a WeakMap'],
  [WeakSet, 'a WeakSet'],
  [ArrayBuffer, 'an ArrayBuffer (use Array.from over a Uint8Array)'],
  [getPrototypeOf(Uint8Array), 'a typed array (use Array.from)'],
];

const nameForeign = (item) => {
  switch (typeof item) {
    case 'function': return 'a function';
    case 'symbol': return 'a symbol';
    case 'bigint': return 'a BigInt (use Number or String)';
    case 'number': return isFinite(item) ? undefined : 'the number ' + item;
    case 'object': {
      if (item === null) return undefined;
      const prototype = getPrototypeOf(item);
      if (prototype === objectPrototype || prototype === arrayPrototype || prototype === null) return undefined;
      for (const [type, name] of foreign) if (item instanceof type) return name;
    }
  }
  return undefined;
};

const encode = (value) => {
  if (value === undefined) return 'null';
  try {
    const text = stringify(value, (key, item) => {
      const name = nameForeign(item);
      if (name === undefined) return item;
      throw new TypeError(name + (key === '' ? '' : ' at "' + key + '"') + ' cannot be written as JSON');
    });
    return text === undefined ? 'null' : text;
  } catch (error) {
    if (isError(error) && error.message === 'circular reference') throw new TypeError('it contains itself');
    throw error;
  }
};

const toText = (value) => {
  if (typeof value === 'string') return value;
  if (isError(value)) return value.name + ': ' + value.message;
  if (typeof value === 'object' && value !== null) {
    try {
      return stringify(value, (_, item) => (typeof item === 'bigint' ? item + 'n' : item)) ?? String(value);
    } catch {
      return '[object]';
    }
  }
  return String(value);
};

const describe = (error) => {
  if (!isError(error)) return stringify({ name: '', message: toText(error).slice(0, 2000), stack: '' });
  const text = (value, length) => (value === undefined ? '' : String(value).slice(0, length));
  return stringify({ name: text(error.name, 100), message: text(error.message, 2000), stack: text(error.stack, 4000) });
};

const write = (level) => (...values) => {
  let text = '';
  for (const value of values) {
    text += (text === '' ? '' : ' ') + toText(value);
    if (text.length > 4000) break;
  }
  writeLog(level, text.slice(0, 4000));
};
const levels = ['debug', 'log', 'info', 'warn', 'error'];
globalThis.console = Object.fromEntries(levels.map((level) => [level, write(level)]));

return { parse, encode, describe };
})`;
