import { isSameJson } from './same-json.ts';

/** Where three documents disagree, before anybody gave it a name. */
export interface ValueConflict {
  readonly path: readonly string[];
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** Reports a place where both sides changed the same thing. */
export type OnConflict = (conflict: ValueConflict) => void;

type JsonRecord = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list whose items are distinct texts, numbers, true, false or null. */
function isScalarList(value: unknown): value is readonly (string | number | boolean | null)[] {
  return (
    Array.isArray(value) &&
    value.every((item) => typeof item !== 'object' || item === null) &&
    new Set(value).size === value.length
  );
}

/** A list whose items are records with an id each. */
function isIdList(value: unknown): value is readonly (JsonRecord & { readonly id: string })[] {
  return (
    Array.isArray(value) &&
    value.every((item) => isRecord(item) && typeof item.id === 'string') &&
    new Set(value.map((item) => item.id)).size === value.length
  );
}

/** The order that both sides agree on least: what is in both as the one who reordered has it, what was added behind what it followed. */
export function mergeOrder<T>(base: readonly T[], mine: readonly T[], theirs: readonly T[], kept: ReadonlySet<T>): T[] {
  const inMine = new Set(mine);
  const inTheirs = new Set(theirs);
  const common = (list: readonly T[]) => list.filter((id) => kept.has(id) && inMine.has(id) && inTheirs.has(id));
  const inBase = new Set(base);
  const [before, here, there] = [common(base), common(mine), common(theirs)];
  const isReordered = here.filter((id) => inBase.has(id)).some((id, at) => id !== before[at]);
  const spine = isReordered ? here : there;
  const onSpine = new Set(spine);
  const behind = new Map<T | undefined, T[][]>();
  for (const list of [mine, theirs]) {
    let after: T | undefined;
    let run: T[] | undefined;
    for (const id of list) {
      if (onSpine.has(id)) {
        after = id;
        run = undefined;
      } else if (kept.has(id)) {
        if (run === undefined) {
          run = [];
          behind.set(after, [...(behind.get(after) ?? []), run]);
        }
        run.push(id);
      }
    }
  }
  const order: T[] = [];
  // The same on both sides, whoever is "mine": runs in one place are ordered by what they hold.
  const add = (place: T | undefined) => {
    const runs = (behind.get(place) ?? []).toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
    for (const run of runs) order.push(...run);
  };
  add(undefined);
  for (const id of spine) {
    order.push(id);
    add(id);
  }
  return order;
}

function mergeScalars<T>(base: readonly T[], mine: readonly T[], theirs: readonly T[]): readonly T[] {
  const [inBase, inMine, inTheirs] = [new Set(base), new Set(mine), new Set(theirs)];
  const kept = new Set<T>();
  for (const item of [...mine, ...theirs])
    if (inBase.has(item) ? inMine.has(item) && inTheirs.has(item) : true) kept.add(item);
  return mergeOrder(base, mine, theirs, kept);
}

type Entries = ReadonlyMap<string, unknown>;

/** Merges what has names, keeping an order; not through objects, which put names that look like numbers first. */
function mergeEntries(
  base: Entries,
  mine: Entries,
  theirs: Entries,
  path: readonly string[],
  onConflict: OnConflict,
): Entries {
  const values = new Map<string, unknown>();
  for (const key of new Set([...mine.keys(), ...theirs.keys()])) {
    const value = mergeValue(base.get(key), mine.get(key), theirs.get(key), [...path, key], onConflict);
    if (value !== undefined) values.set(key, value);
  }
  const order = mergeOrder([...base.keys()], [...mine.keys()], [...theirs.keys()], new Set(values.keys()));
  return new Map(order.map((key) => [key, values.get(key)]));
}

function toEntries(record: JsonRecord): Entries {
  return new Map(Object.entries(record).filter(([, value]) => value !== undefined));
}

function byId(list: readonly { readonly id: string }[]): Entries {
  return new Map(list.map((item) => [item.id, item]));
}

/**
 * What a value becomes when two sides changed it. `undefined` stands for absent. Where one side changed it, that change counts; where both
 * did, records are merged key by key, lists of plain values as sets with an order, lists of records by their ids, and for everything else
 * mine wins and the conflict is reported.
 */
export function mergeValue(
  base: unknown,
  mine: unknown,
  theirs: unknown,
  path: readonly string[],
  onConflict: OnConflict,
): unknown {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  if (isSameJson(mine, theirs) || isSameJson(theirs, base)) return mine;
  if (isSameJson(mine, base)) return theirs;
  if (isRecord(mine) && isRecord(theirs)) {
    const before = toEntries(isRecord(base) ? base : {});
    return Object.fromEntries(mergeEntries(before, toEntries(mine), toEntries(theirs), path, onConflict));
  }
  if (Array.isArray(mine) && Array.isArray(theirs) && (base === undefined || Array.isArray(base))) {
    const before = base ?? [];
    if (isScalarList(before) && isScalarList(mine) && isScalarList(theirs)) return mergeScalars(before, mine, theirs);
    if (isIdList(before) && isIdList(mine) && isIdList(theirs))
      return [...mergeEntries(byId(before), byId(mine), byId(theirs), path, onConflict).values()];
  }
  onConflict({ path, base, mine, theirs });
  return mine;
}
