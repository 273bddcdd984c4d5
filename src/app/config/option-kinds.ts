import { delimiter } from 'node:path';
import { AppError } from '#contract/app-error.ts';

/** How values of an option look. Both readers throw an Error that says what to give instead. */
export interface Kind<T> {
  /** For people, e.g. `0 to 65535`. */
  readonly shown: string;
  /** Whether the value names files: relative ones start at the folder of the file, or the working folder. */
  readonly isPath: boolean;
  /** A variable of the environment. */
  fromText(text: string): T;
  /** A value of the file. */
  fromValue(value: unknown): T;
}

function refuse(expected: string): never {
  throw new AppError('config-invalid', expected);
}

/** A whole number in a range. */
export function wholeNumber(min: number, max: number): Kind<number> {
  const fromValue = (value: unknown) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? value
      : refuse(`give a whole number from ${min} to ${max}`);
  return {
    shown: `${min} to ${max}`,
    isPath: false,
    fromText: (text) => fromValue(/^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined),
    fromValue,
  };
}

/** One of a few words. */
export function oneOf<const T extends string>(...words: readonly T[]): Kind<T> {
  const fromValue = (value: unknown) => words.find((word) => word === value) ?? refuse(`give ${words.join(' or ')}`);
  return { shown: words.join(', '), isPath: false, fromText: fromValue, fromValue };
}

/** Text for which `accepts` holds. */
export function text(shown: string, accepts: (text: string) => boolean, isPath = false): Kind<string> {
  const fromValue = (value: unknown) =>
    typeof value === 'string' && value !== '' && value.length <= 4_000 && !value.includes('\0') && accepts(value)
      ? value
      : refuse(`give ${shown}`);
  return { shown, isPath, fromText: fromValue, fromValue };
}

/** Several of a kind; in the environment with commas between them, paths with what the PATH of the system has. */
export function listOf(kind: Kind<string>): Kind<readonly string[]> {
  const separator = kind.isPath ? delimiter : ',';
  const fromValue = (value: unknown) =>
    Array.isArray(value) && value.length <= 1_000
      ? value.map((item: unknown) => kind.fromValue(item))
      : refuse('give a list');
  return {
    shown: `list: ${kind.shown}`,
    isPath: kind.isPath,
    fromText: (given) =>
      given
        .split(separator)
        .map((item) => item.trim())
        .filter((item) => item !== '')
        .map((item) => kind.fromText(item)),
    fromValue,
  };
}
