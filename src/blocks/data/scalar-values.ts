import type { JsonValue } from '#contract/json.ts';

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const ISO_DATE = /^\d{4}-\d{2}(?:-\d{2})?$/;
const ISO_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})?$/i;
const MAIL_DATE = /^(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})? (?:GMT|UTC|[+-]\d{4})$/;

/**
 * The number a value is: a number, or text that is one in plain decimal notation (`12`, `-0.5`, `1e3`), spaces around it aside.
 * `undefined` for anything else, such as `1,000`, `0x10`, `12 EUR`, true or empty text.
 */
export function toNumber(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (!DECIMAL.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/**
 * The instant a value is, in milliseconds since 1970 (UTC): text in ISO 8601 (UTC when it names no zone, so that the answer does not
 * depend on the machine), a date as in e-mail headers, or a number of milliseconds. `undefined` for anything else.
 */
export function toTimeMs(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const time = ISO_TIME.exec(text);
  let ms = Number.NaN;
  if (time !== null) {
    const [, day, clock, zone = 'Z'] = time;
    ms = Date.parse(`${day}T${clock?.replace(',', '.')}${zone.toUpperCase()}`);
  } else if (ISO_DATE.test(text) || MAIL_DATE.test(text)) {
    ms = Date.parse(text);
  }
  return Number.isNaN(ms) ? undefined : ms;
}

/** Whether there is nothing to see: missing, null, or empty text. */
export function isBlank(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === '';
}
