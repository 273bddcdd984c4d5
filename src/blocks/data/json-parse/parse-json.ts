import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import { scanJson, toPosition } from '../../json-position.ts';

/** Lists and objects inside each other. */
const MAX_DEPTH = 500;
const HUGE_NUMBER = /\d[eE]\+?\d{3}|\d{300}/;

/** What becomes of whole numbers a double cannot hold, such as an id of 19 digits. */
export const BIG_NUMBERS = ['round', 'text', 'fail'] as const;
export type BigNumbers = (typeof BIG_NUMBERS)[number];

/**
 * The value of JSON text.
 * @param source the text `text` was cut from, and where, so that a fault is shown in what the person gave
 * @throws AppError `data-invalid` with line, column and the text around the fault; `limit-exceeded` when it is nested too deeply
 */
export function parseJson(
  text: string,
  bigNumbers: BigNumbers,
  source: { readonly text: string; readonly offset: number },
): JsonValue {
  assertDepth(text);
  try {
    // Without a number that may overflow to Infinity, which is not JSON, the plain parser does.
    if (bigNumbers === 'round' && !HUGE_NUMBER.test(text)) return toJson(JSON.parse(text));
    return parseExactly(text, bigNumbers);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const fault = scanJson(text).error ?? { offset: 0, reason: error instanceof Error ? error.message : String(error) };
    const offset = source.offset + fault.offset;
    const { line, column } = toPosition(source.text, offset);
    const snippet = toSnippet(source.text, offset);
    throw new AppError(
      'data-invalid',
      `The text is not valid JSON at line ${line}, column ${column}: ${fault.reason}${snippet === '' ? '' : ` (near ${JSON.stringify(snippet)})`}.`,
      { cause: error, data: { line, column, snippet } },
    );
  }
}

/** What stands around a place, on its line. */
function toSnippet(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const [snippet = ''] = text.slice(Math.max(start, offset - 30), offset + 30).split(/\r?\n/);
  return snippet;
}

// What JSON.parse gives is JSON.
function toJson(value: unknown): JsonValue {
  return value as JsonValue;
}

// lib.es2024 does not know the third argument of a reviver, which V8 gives.
function parseExactly(text: string, bigNumbers: BigNumbers): JsonValue {
  const revive = (_key: string, value: unknown, context?: { readonly source?: string }): unknown => {
    if (typeof value !== 'number') return value;
    const source = context?.source ?? '';
    if (!Number.isFinite(value)) {
      throw new AppError('data-invalid', `The number ${source.slice(0, 40)} is larger than any number can be held.`, {
        data: { number: source.slice(0, 100) },
      });
    }
    const isExact = String(value) === source || !/^-?\d+$/.test(source) || BigInt(source) === BigInt(value);
    if (bigNumbers === 'round' || isExact) return value;
    if (bigNumbers === 'text') return source;
    throw new AppError(
      'data-invalid',
      `The number ${source.slice(0, 40)} is too large to be held exactly. Set "bigNumbers" to "text" to keep its digits.`,
      { data: { number: source.slice(0, 100) } },
    );
  };
  return toJson(JSON.parse(text, revive));
}

function assertDepth(text: string): void {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isText) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) isText = false;
    } else if (code === 0x22) isText = true;
    else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > MAX_DEPTH) {
        throw new AppError('limit-exceeded', `The JSON text is nested more than ${MAX_DEPTH} levels deep.`, {
          data: { limit: MAX_DEPTH },
        });
      }
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
}
