import type { JsonObject, JsonValue } from '#contract/json.ts';

/** Names of fields and headers whose text is a credential, whatever it looks like. */
const CREDENTIAL_NAME =
  /^(proxy-)?authorization$|^(set-)?cookie$|^(x-)?(api|auth|access|secret|private)[-_]?(key|token)$|^(client[-_]?)?secret$|^passw(or)?d$|^passphrase$|^refresh[-_]?token$|^credentials?$/i;

/** What stands for a secret in a journal. The part after `#` lets this server open it, and is nobody else's business. */
const PLACEHOLDER = /\u27e6secret:([A-Za-z_][A-Za-z0-9_.-]{0,199})(?:#[0-9a-f]*)?\u27e7/g;

const REMOVED = '[removed]';

/**
 * A value without what must not travel: placeholders of secrets lose their signature, so that they name a secret but open none, and texts
 * under names of credentials go. Gives the same value when nothing has to change.
 */
export function redactValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item: JsonValue) => redactValue(item));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  return redactObject(value as JsonObject);
}

/** The same, for an object. */
export function redactObject(value: JsonObject): JsonObject {
  const entries = Object.entries(value).map(([name, item]) => [cleanText(name), redactField(name, item)] as const);
  // `fromEntries` defines fields, so that a key like `__proto__` stays one.
  const changed = entries.some(([name, item]) => !Object.hasOwn(value, name) || item !== value[name]);
  return changed ? Object.fromEntries(entries) : value;
}

function redactField(name: string, value: JsonValue): JsonValue {
  const clean = redactValue(value);
  if (!CREDENTIAL_NAME.test(name)) return clean;
  if (typeof clean === 'number') return REMOVED;
  // A placeholder is no credential: it tells which secret has to be there.
  return typeof clean === 'string' && !clean.includes('\u27e6secret:') ? REMOVED : clean;
}

function cleanText(text: string): string {
  return text.includes('\u27e6secret:') ? text.replace(PLACEHOLDER, '\u27e6secret:$1\u27e7') : text;
}
