import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';

/** How the bytes of a file are given to a workflow. */
export const READ_ENCODINGS = ['text', 'lines', 'json', 'latin1', 'base64'] as const;
export type ReadEncoding = (typeof READ_ENCODINGS)[number];

/**
 * The content of a file as a value.
 * @param isPart whether the bytes are a part of the file: characters cut at its ends are then left out
 * @throws AppError `data-invalid` when the bytes are no UTF-8 text or no JSON
 */
export function decodeContent(bytes: Buffer, encoding: ReadEncoding, path: string, isPart: boolean): JsonValue {
  switch (encoding) {
    case 'base64':
      return bytes.toString('base64');
    case 'latin1':
      return bytes.toString('latin1');
    case 'text':
      return decodeText(bytes, path, isPart);
    case 'lines':
      return splitLines(decodeText(bytes, path, isPart));
    case 'json':
      return parseJson(decodeText(bytes, path, isPart), path);
  }
}

function decodeText(bytes: Buffer, path: string, isPart: boolean): string {
  // A byte 10xxxxxx continues a character that began before the part.
  let start = 0;
  while (isPart && start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start), { stream: isPart });
  } catch (cause) {
    throw new AppError('data-invalid', `The file "${path}" is no UTF-8 text. Read it as latin1 or base64.`, {
      cause,
      data: { path },
    });
  }
}

function splitLines(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function parseJson(text: string, path: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError(
      'data-invalid',
      `The file "${path}" is no JSON: ${reason}. Correct the file, or read it as text.`,
      { cause, data: { path } },
    );
  }
}
