import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import { describeValue } from '../data/json-kind.ts';

/** How a value becomes the bytes of a file. */
export const WRITE_ENCODINGS = ['auto', 'text', 'json', 'base64'] as const;
export type WriteEncoding = (typeof WRITE_ENCODINGS)[number];

/**
 * The bytes to write for a value.
 * @throws AppError `input-invalid` when the value does not fit the encoding
 */
export function encodeContent(content: JsonValue, encoding: WriteEncoding): Buffer {
  if (encoding === 'json' || (encoding === 'auto' && typeof content === 'object')) {
    return Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
  }
  if (encoding === 'base64') return decodeBase64(content, 'content');
  if (content === null || typeof content === 'object') {
    throw new AppError(
      'input-invalid',
      `The content is ${describeValue(content)} and cannot be written as text. Choose json, or give text.`,
      {
        data: { field: 'content' },
      },
    );
  }
  return Buffer.from(String(content));
}

/**
 * The bytes of base64 text, standard or URL-safe, with or without padding and line breaks.
 * @throws AppError `input-invalid` when it is none
 */
export function decodeBase64(content: JsonValue | undefined, field: string): Buffer {
  if (typeof content === 'string') {
    const text = content.replace(/[\r\n]/g, '');
    if (/^[A-Za-z0-9+/_-]*={0,2}$/.test(text) && text.replace(/=+$/, '').length % 4 !== 1)
      return Buffer.from(text, 'base64');
  }
  throw new AppError(
    'input-invalid',
    `Input "${field}" is no base64 text. Give text as made by "Read File" with base64.`,
    { data: { field } },
  );
}
