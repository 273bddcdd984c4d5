import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import type { RunEvent } from '#contract/run-event.ts';
import type { SqlValue } from '#store/statement.ts';

/** Where a large value belongs: event, field, key inside the field or null, and its hash. */
type Place = readonly [index: number, field: string, key: string | null, hash: string];

function toUndecodable(what: string, cause?: unknown): AppError {
  return new AppError(
    'storage-corrupt',
    `The journal of ${what} cannot be read. Run "flowright data check", and restore a backup with "flowright data restore".`,
    { cause },
  );
}

/** Puts a value in place of the `null` that stands for it; the key may be `__proto__`. */
function put(target: unknown, key: string, value: JsonValue): void {
  if (typeof target !== 'object' || target === null || !Object.hasOwn(target, key))
    throw new TypeError(`no place for "${key}"`);
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function hydrate(events: readonly unknown[], places: readonly Place[], readBlob: (hash: string) => JsonValue): void {
  for (const [index, field, key, hash] of places) {
    const event = events[index];
    if (key === null) put(event, field, readBlob(hash));
    else if (typeof event === 'object' && event !== null && Object.hasOwn(event, field)) {
      put(Reflect.get(event, field), key, readBlob(hash));
    } else throw new TypeError(`no place for "${field}"`);
  }
}

/**
 * Events of a journal row. The full check against the schema of events is `data check`'s: here it would cost more than
 * reading does, and every row was written from typed events.
 */
export function decodeChunk(
  what: string,
  count: SqlValue | undefined,
  text: SqlValue | undefined,
  blobs: SqlValue | undefined,
  readBlob: (hash: string) => JsonValue,
): readonly RunEvent[] {
  try {
    const events: unknown = JSON.parse(String(text));
    if (!Array.isArray(events) || events.length !== Number(count)) throw new TypeError(`expected ${count} events`);
    for (const event of events) {
      if (typeof event !== 'object' || event === null || typeof event.type !== 'string')
        throw new TypeError('an event has no type');
    }
    if (typeof blobs === 'string') hydrate(events, JSON.parse(blobs) as readonly Place[], readBlob);
    return events as RunEvent[];
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw toUndecodable(what, error);
  }
}
