import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';

/** How the bytes of an answer are given to a workflow. */
export const RESPONSE_KINDS = ['auto', 'json', 'text', 'binary', 'file'] as const;
export type ResponseKind = (typeof RESPONSE_KINDS)[number];

/**
 * The body of an answer as a value: JSON, text or base64; null when it is empty.
 * `auto` goes by the content type, and takes what claims to be JSON and is none as text.
 * @throws AppError `response-rejected` when JSON was asked for and it is none
 */
export function decodeBody(bytes: Buffer, kind: Exclude<ResponseKind, 'file'>, contentType: string): JsonValue {
  switch (kind) {
    case 'binary':
      return bytes.toString('base64');
    case 'text':
      return decodeText(bytes, contentType);
    case 'json':
      return bytes.length === 0 ? null : parseJson(decodeText(bytes, contentType), contentType);
    case 'auto':
      return bytes.length === 0 ? null : decodeByType(bytes, contentType);
  }
}

function decodeByType(bytes: Buffer, contentType: string): JsonValue {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (/^(?:application|text)\/(?:[\w.+-]+\+)?json$/.test(type)) {
    const text = decodeText(bytes, contentType);
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  const isText =
    /^text\/|[/+](?:xml|javascript|x-www-form-urlencoded|yaml|x-yaml|x-ndjson|jsonl?|csv|graphql|toml|sql)$/.test(type);
  if (isText) return decodeText(bytes, contentType);
  if (type === '') {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      // No text: base64 below.
    }
  }
  return bytes.toString('base64');
}

function decodeText(bytes: Buffer, contentType: string): string {
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  return (findDecoder(charset) ?? new TextDecoder()).decode(bytes);
}

function findDecoder(charset: string) {
  try {
    return new TextDecoder(charset);
  } catch {
    return undefined;
  }
}

function parseJson(text: string, contentType: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError(
      'response-rejected',
      `The answer is no JSON (${contentType || 'no content type'}): ${reason}. Read it as text, or check the address.`,
      { cause },
    );
  }
}
