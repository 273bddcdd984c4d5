import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';

/** What the connection sets, and what would loosen the rules browsers keep for this server's other pages. */
const REFUSED = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'clear-site-data',
  'content-security-policy',
  'content-security-policy-report-only',
  'service-worker-allowed',
  'set-cookie',
  'strict-transport-security',
  'x-content-type-options',
]);
const MAX_HEADERS = 50;
const MAX_VALUE = 4_096;

function refuse(name: string, reason: string): AppError {
  return new AppError('input-invalid', `Input "headers": the header "${name.slice(0, 100)}" ${reason}.`, {
    data: { field: 'headers' },
  });
}

function toText(name: string, value: JsonValue): string {
  if (typeof value === 'object') throw refuse(name, 'must have text, a number or true/false as its value');
  const text = String(value);
  if (text.length > MAX_VALUE) throw refuse(name, `is longer than ${MAX_VALUE} characters`);
  // Line breaks would start another header.
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(text))
    throw refuse(name, 'holds line breaks or characters HTTP does not allow; encode it');
  return text;
}

/** Headers a workflow answers with, by name in lower case; null leaves one out. @throws AppError input-invalid */
export function toResponseHeaders(given: JsonObject): Readonly<Record<string, string>> {
  const entries = Object.entries(given);
  if (entries.length > MAX_HEADERS)
    throw new AppError('input-invalid', `Input "headers": there are more than ${MAX_HEADERS} headers.`, {
      data: { field: 'headers' },
    });
  const headers: [string, string][] = [];
  for (const [name, value] of entries) {
    const key = name.toLowerCase();
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]{1,100}$/.test(key)) throw refuse(name, 'has a name HTTP does not allow');
    if (REFUSED.has(key)) throw refuse(name, 'is set by Flowright itself; leave it out');
    if (key.startsWith('access-control-'))
      throw refuse(name, 'is set by Flowright itself; name the pages in "origins" of the webhook');
    if (value !== null) headers.push([key, toText(name, value)]);
  }
  return Object.fromEntries(headers);
}
