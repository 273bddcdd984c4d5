import type { JsonObject, JsonValue } from '#contract/json.ts';
import { toFailure } from '#web/api/failure.ts';
import { isJsonObject } from '#web/ui/schema-form/form-field.ts';
import type { FormErrors } from '#web/ui/schema-form/validate-value.ts';

/**
 * What the server says is wrong, at the fields it names: `…does not accept this value. 0: a host name; days: too small.` What names no
 * field concerns the whole value.
 */
export function toSettingErrors(error: unknown): FormErrors {
  const { message } = toFailure(error);
  const [, faults] = /^The setting "[^"]*" does not accept this value\. (.+)\.$/s.exec(message) ?? [];
  if (faults === undefined) return { '': message };
  const entries = faults.split('; ').map((fault): [string, string] => {
    const [, path, words] = /^([A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*): (.+)$/s.exec(fault) ?? [];
    return path === undefined || words === undefined
      ? ['', toSentence(fault)]
      : [`/${path.replaceAll('.', '/')}`, toSentence(words)];
  });
  return Object.fromEntries(entries);
}

function toSentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** The schema without its patterns: the server says in words what it wants, a form could only show the pattern. */
export function withoutPatterns(schema: JsonObject): JsonObject {
  return strip(schema) as JsonObject;
}

function strip(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(strip);
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([key, inner]) => key !== 'pattern' || typeof inner !== 'string');
  return Object.fromEntries(kept.map(([key, inner]) => [key, strip(inner)]));
}
