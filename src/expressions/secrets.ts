import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import { setKey } from './to-json.ts';

const OPEN = '\u27e6secret:';
const PLACEHOLDER = /\u27e6secret:([A-Za-z_][A-Za-z0-9_.-]{0,199})#([0-9a-f]{24})\u27e7/g;
const MAX_NESTING = 1_000;

/** Secrets shorter than this are not looked for: they would be found everywhere. */
const MIN_REDACTED_LENGTH = 4;

const signing: { key: Uint8Array; readonly tags: Map<string, string> } = { key: randomKey(), tags: new Map() };

function randomKey(): Uint8Array {
  return randomBytes(32);
}

/** Makes placeholders that were written down stay valid when the process restarts: pass the same key at each start. */
export function setPlaceholderKey(key: Uint8Array): void {
  signing.key = key;
  signing.tags.clear();
}

function tagOf(name: string): string {
  let tag = signing.tags.get(name);
  if (tag === undefined) {
    tag = createHmac('sha256', signing.key).update(name).digest('hex').slice(0, 24);
    if (signing.tags.size < 10_000) signing.tags.set(name, tag);
  }
  return tag;
}

/**
 * What stands for a secret in resolved inputs, journals and outputs. It is signed, because text that merely looks like it may come
 * from outside, and opening that would hand the secret to whoever wrote it.
 */
export function secretPlaceholder(name: string): string {
  return `${OPEN}${name}#${tagOf(name)}\u27e7`;
}

/** Applies `change` to every text of a value; gives the same value when no text changes. */
function mapTexts(value: JsonValue, change: (text: string) => string, depth = 0): JsonValue {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_NESTING)
    throw new AppError('limit-exceeded', `The data is nested more than ${MAX_NESTING} levels deep. Make it flatter.`);
  if (Array.isArray(value)) {
    const items = value.map((item: JsonValue) => mapTexts(item, change, depth + 1));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const copy: Record<string, JsonValue> = {};
  let changed = false;
  for (const [key, item] of Object.entries(value)) {
    const newKey = change(key);
    const newItem = mapTexts(item, change, depth + 1);
    changed ||= newKey !== key || newItem !== item;
    setKey(copy, newKey, newItem);
  }
  return changed ? copy : value;
}

/**
 * Puts the secrets in place of their placeholders, for the handler's eyes only.
 * @param open gives the value of a secret, or throws `secret-missing`
 */
export function revealSecrets(value: JsonValue, open: (name: string) => string): JsonValue {
  return mapTexts(value, (text) => {
    if (!text.includes(OPEN)) return text;
    return text.replace(PLACEHOLDER, (whole, name: string, tag: string) =>
      timingSafeEqual(Buffer.from(tag), Buffer.from(tagOf(name))) ? open(name) : whole,
    );
  });
}

/**
 * Puts placeholders in place of secrets, wherever they occur in texts and keys, also in the forms URLs and basic authentication give them.
 * @param values names by secret value
 */
export function redactSecrets(value: JsonValue, values: ReadonlyMap<string, string>): JsonValue {
  const forms = new Map<string, string>();
  for (const [secret, name] of values) {
    if (secret.length < MIN_REDACTED_LENGTH) continue;
    const placeholder = secretPlaceholder(name);
    const encoded = [encodeUri(secret), JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('base64')];
    // An encoded form must not open into the plain one, so it only names the secret.
    for (const form of encoded) forms.set(form, `${OPEN}${name}\u27e7`);
    forms.set(secret, placeholder);
  }
  if (forms.size === 0) return value;
  const ordered = [...forms].sort(([a], [b]) => b.length - a.length);
  return mapTexts(value, (text) => {
    let result = text;
    for (const [form, placeholder] of ordered)
      if (result.includes(form)) result = result.replaceAll(form, () => placeholder);
    return result;
  });
}

function encodeUri(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // A lone surrogate has no encoded form.
    return text;
  }
}
