import type { RunEvent } from '#contract/run-event.ts';
import { LARGE_TEXT, type LargeValue } from '#store/writer-protocol.ts';

/** The JSON text of an event, with `null` in place of its large values. */
export interface SerialisedEvent {
  readonly text: string;
  readonly large: readonly LargeValue[] | undefined;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('toJSON' in value);
}

/** Joins the members of an object; members without a text are left out, as JSON does. */
function joinMembers(members: readonly (readonly [string, string])[]): string {
  return `{${members.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`;
}

function toMembers(value: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] {
  return Object.keys(value).flatMap((key) => {
    const text: string | undefined = JSON.stringify(value[key]);
    return text === undefined ? [] : [[key, text] as const];
  });
}

/**
 * Takes the large values out of a field. One key of an object may be large alone: then the same rows, handed on from an
 * output to the next input, are stored once.
 */
function shrinkField(index: number, field: string, value: unknown, large: LargeValue[]): string {
  if (!isPlainObject(value)) {
    const text = JSON.stringify(value);
    if (text.length <= LARGE_TEXT) return text;
    large.push({ index, field, key: undefined, text });
    return 'null';
  }
  const members = toMembers(value);
  const found: LargeValue[] = [];
  const kept = members.map(([key, text]) => {
    if (text.length <= LARGE_TEXT) return [key, text] as const;
    found.push({ index, field, key, text });
    return [key, 'null'] as const;
  });
  const text = joinMembers(kept);
  if (text.length <= LARGE_TEXT) {
    large.push(...found);
    return text;
  }
  large.push({ index, field, key: undefined, text: joinMembers(members) });
  return 'null';
}

/** Serialises an event; `index` is its place in its chunk. */
export function serialiseEvent(event: RunEvent, index: number): SerialisedEvent {
  const text = JSON.stringify(event);
  if (text.length <= LARGE_TEXT) return { text, large: undefined };
  const large: LargeValue[] = [];
  const members = Object.entries(event)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => [field, shrinkField(index, field, value, large)] as const);
  return { text: joinMembers(members), large: large.length === 0 ? undefined : large };
}
