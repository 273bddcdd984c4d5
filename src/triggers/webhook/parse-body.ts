import { isUtf8 } from 'node:buffer';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { assertShallow } from '#operations/assert-shallow.ts';
import type { BodyKind } from './webhook-route.ts';

/** Names a form or query may have. */
const MAX_NAMES = 10_000;

/** The media type of a `Content-Type` header, without parameters. */
function toMediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function toKind(mediaType: string): BodyKind | 'multipart' {
  if (mediaType === 'application/json' || mediaType.endsWith('+json')) return 'json';
  if (mediaType === 'application/x-www-form-urlencoded') return 'form';
  if (mediaType === 'multipart/form-data') return 'multipart';
  if (mediaType.startsWith('text/') || mediaType.endsWith('/xml') || mediaType.endsWith('+xml')) return 'text';
  if (mediaType === 'application/javascript' || mediaType === 'application/x-ndjson') return 'text';
  return 'base64';
}

function toText(body: Buffer): string {
  if (!isUtf8(body))
    throw new AppError(
      'document-unreadable',
      'The body is no UTF-8 text. Send it as UTF-8, or as application/octet-stream.',
    );
  return body.toString('utf8');
}

function parseJson(body: Buffer): JsonValue {
  let value: JsonValue;
  try {
    value = JSON.parse(toText(body).replace(/^\uFEFF/, '')) as JsonValue;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('document-unreadable', 'The body is no JSON. Correct it, or send its real "Content-Type".', {
      cause: error,
    });
  }
  assertShallow(value);
  return value;
}

/** Names and values as an object; a name given more than once has a list. @throws AppError limit-exceeded */
export function toFields(entries: Iterable<readonly [string, JsonValue]>): JsonObject {
  const fields = new Map<string, JsonValue>();
  let count = 0;
  for (const [name, value] of entries) {
    if (++count > MAX_NAMES)
      throw new AppError('limit-exceeded', `The request has more than ${MAX_NAMES} fields. Send fewer.`);
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    // Form values are texts and objects, so a list is one this loop made.
    else if (Array.isArray(before)) before.push(value);
    else fields.set(name, [before, value]);
  }
  // Makes an own property even of a name such as __proto__.
  return Object.fromEntries(fields);
}

async function parseMultipart(body: Buffer, contentType: string): Promise<JsonObject> {
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch (error) {
    throw new AppError('document-unreadable', 'The body is no valid multipart form. Correct it.', { cause: error });
  }
  const entries: [string, JsonValue][] = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') entries.push([name, value]);
    else {
      const base64 = Buffer.from(await value.arrayBuffer()).toString('base64');
      entries.push([name, { fileName: value.name, type: value.type, sizeBytes: value.size, base64 }]);
    }
  }
  return toFields(entries);
}

/**
 * The body as data: JSON and forms by their names, text as text, everything else as base64; null when there is none.
 * @throws AppError document-unreadable, limit-exceeded
 */
export function parseBody(
  body: Buffer,
  contentType: string | undefined,
  wanted: BodyKind,
): JsonValue | Promise<JsonValue> {
  if (body.length === 0) return null;
  const mediaType = toMediaType(contentType);
  const kind =
    wanted === 'auto' || (wanted === 'form' && mediaType === 'multipart/form-data') ? toKind(mediaType) : wanted;
  switch (kind) {
    case 'json':
      return parseJson(body);
    case 'form':
      return toFields(new URLSearchParams(toText(body)));
    case 'multipart':
      return parseMultipart(body, contentType ?? '');
    case 'text':
      return toText(body);
    default:
      return body.toString('base64');
  }
}
