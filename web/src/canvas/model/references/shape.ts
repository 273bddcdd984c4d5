import type { BlockOutput, FieldType } from '#contract/block.ts';
import type { JsonValue } from '#contract/json.ts';

/** What kind of value something is. */
export type ShapeType = 'object' | 'list' | 'text' | 'number' | 'boolean' | 'null' | 'unknown';

/** Where what is known of a value comes from: real data, a schema or a type, a mapping, or the language itself. */
export type ShapeOrigin = 'sample' | 'schema' | 'mapping' | 'known';

/** What is known of a value. */
export interface Shape {
  readonly type: ShapeType;
  readonly origin: ShapeOrigin;
  readonly detail?: string | undefined;
  readonly sample?: JsonValue | undefined;
  /** What is inside: the keys of an object, or those of a list's items. Worked out when asked for. */
  entries(): readonly (readonly [name: string, shape: Shape])[];
}

const MAX_ENTRIES = 200;
const MAX_ITEMS = 20;

const none = (): [] => [];

/** Something of a type and no more. */
export function plainShape(type: ShapeType, origin: ShapeOrigin, detail?: string): Shape {
  return { type, origin, detail, entries: none };
}

function typeOf(value: JsonValue): ShapeType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'object';
  }
}

/** The shape of real data. Of a list, the keys of its first items: a name over a list gives the values of all its items. */
export function shapeOfSample(value: JsonValue, detail?: string, origin: ShapeOrigin = 'sample'): Shape {
  return {
    type: typeOf(value),
    origin,
    detail,
    sample: value,
    entries() {
      const found = new Map<string, JsonValue>();
      for (const item of Array.isArray(value) ? value.slice(0, MAX_ITEMS) : [value]) {
        if (typeof item !== 'object' || item === null || Array.isArray(item)) continue;
        for (const [key, entry] of Object.entries<JsonValue>(item))
          if (found.size < MAX_ENTRIES && !found.has(key)) found.set(key, entry);
      }
      return [...found].map(([key, entry]) => [key, shapeOfSample(entry, undefined, origin)] as const);
    },
  };
}

/** One item of a list, where that is known. */
export function itemOf(shape: Shape): Shape {
  const first = Array.isArray(shape.sample) ? shape.sample[0] : undefined;
  if (first !== undefined) return shapeOfSample(first, shape.detail, shape.origin);
  const entries = shape.entries();
  return { type: entries.length > 0 ? 'object' : 'unknown', origin: shape.origin, entries: () => entries };
}

const SCHEMA_TYPES: Readonly<Record<string, ShapeType>> = {
  object: 'object',
  array: 'list',
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
};

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The shape a JSON Schema describes: its properties, or those of a list's items. References are not followed. */
export function shapeOfSchema(schema: unknown, detail?: string): Shape {
  if (!isRecord(schema)) return plainShape('unknown', 'schema', detail);
  const word = Array.isArray(schema.type) ? schema.type.find((type) => type !== 'null') : schema.type;
  const named = typeof word === 'string' ? SCHEMA_TYPES[word] : undefined;
  const type = named ?? (isRecord(schema.properties) ? 'object' : 'unknown');
  const text = typeof schema.description === 'string' ? schema.description : detail;
  return {
    type,
    origin: 'schema',
    detail: text,
    entries() {
      const holder = type === 'list' ? schema.items : schema;
      const properties = isRecord(holder) ? holder.properties : undefined;
      if (!isRecord(properties)) return [];
      return Object.entries(properties)
        .slice(0, MAX_ENTRIES)
        .map(([key, inner]) => [key, shapeOfSchema(inner)] as const);
    },
  };
}

const FIELD_TYPES: Partial<Readonly<Record<FieldType, ShapeType>>> = {
  string: 'text',
  template: 'text',
  text: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  select: 'text',
  multiselect: 'list',
  object: 'object',
  array: 'list',
  code: 'text',
  duration: 'number',
  cron: 'text',
  model: 'text',
  workflow: 'text',
  schema: 'object',
};

/** The kind of value a field's type means. */
export function shapeTypeOf(type: FieldType): ShapeType {
  return FIELD_TYPES[type] ?? 'unknown';
}

/** The shape of an output as its descriptor says. */
export function shapeOfOutput({ type, schema, description, label }: BlockOutput): Shape {
  const detail = description ?? label;
  const known = schema === undefined ? undefined : shapeOfSchema(schema, detail);
  const named = shapeTypeOf(type);
  if (known === undefined) return plainShape(named, 'schema', detail);
  return known.type === 'unknown' ? { ...known, type: named } : known;
}

/** An object with these entries. */
export function shapeOfEntries(
  entries: () => readonly (readonly [string, Shape])[],
  origin: ShapeOrigin,
  detail?: string,
): Shape {
  return { type: 'object', origin, detail, entries };
}

/** What is at a path of names below a shape. */
export function shapeAt(shape: Shape | undefined, path: readonly string[]): Shape | undefined {
  let current = shape;
  for (const name of path) current = current?.entries().find(([key]) => key === name)?.[1];
  return current;
}
