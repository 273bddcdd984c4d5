import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';

/** Headers by name in lower case. */
export type Headers = Map<string, string | string[]>;

/** Set by the connection itself. */
const RESERVED = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'proxy-connection',
]);
/** What may reach another origin than the one it was meant for: any header a person adds may hold a secret. */
const HARMLESS = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'content-language',
  'content-type',
  'range',
  'user-agent',
]);

/**
 * The headers a person gave. Lists give one line each, null is left out; of names that differ in case only, the last counts.
 * @throws AppError `input-invalid` for names and values HTTP does not allow
 */
export function readHeaders(given: JsonObject): Headers {
  const headers: Headers = new Map();
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase();
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(key)) throw invalid(name, 'its name holds characters HTTP does not allow');
    if (RESERVED.has(key)) throw invalid(name, 'it is set by the connection itself; leave it out');
    if (value === null) continue;
    headers.set(key, Array.isArray(value) ? value.map((one: JsonValue) => toValue(name, one)) : toValue(name, value));
  }
  return headers;
}

/** One header value. @throws AppError `input-invalid` */
export function toValue(name: string, value: JsonValue | undefined): string {
  if (typeof value === 'object' || value === undefined)
    throw invalid(name, 'its value must be text, a number or true/false');
  const text = String(value);
  // Line breaks would start another header.
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(text))
    throw invalid(name, 'its value holds line breaks or characters HTTP does not allow; encode it');
  return text;
}

/** Takes away what must not follow a request to another origin. */
export function dropCredentials(headers: Headers): void {
  for (const name of [...headers.keys()]) if (!HARMLESS.has(name)) headers.delete(name);
}

function invalid(name: string, reason: string): AppError {
  return new AppError('input-invalid', `The header "${name.slice(0, 100)}" cannot be sent: ${reason}.`, {
    data: { field: 'headers', header: name.slice(0, 100) },
  });
}
