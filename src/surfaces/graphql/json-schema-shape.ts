import type { JsonObject, JsonValue } from '#contract/json.ts';

/** A schema and the document its references point into. */
export interface SchemaPlace {
  readonly schema: JsonObject;
  readonly root: JsonObject;
  /** References followed to get here: one that comes again is a recursion, which GraphQL types made by place cannot show. */
  readonly followed: readonly string[];
}

/** A property of an object. */
export interface ShapeField {
  readonly name: string;
  readonly place: SchemaPlace;
  readonly required: boolean;
}

type Kind =
  | { readonly kind: 'json' | 'string' | 'boolean' | 'int' | 'float' }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly items: SchemaPlace }
  | { readonly kind: 'object'; readonly fields: readonly ShapeField[] };

/** What a JSON Schema says, as far as GraphQL types can; everything else is `json`. */
export type Shape = Kind & { readonly nullable: boolean; readonly description: string | undefined };

const MAX_INT = 2_147_483_647;

/** The beginning of a schema. */
export function toPlace(schema: JsonObject): SchemaPlace {
  return { schema, root: schema, followed: [] };
}

/** Reads the outermost level of a schema. */
export function readShape(place: SchemaPlace): Shape {
  const { schema } = place;
  const description = typeof schema.description === 'string' ? schema.description : undefined;
  const { nullable, ...kind } = readKind(place);
  return { ...kind, nullable, description: description ?? kind.description };
}

function readKind(place: SchemaPlace): Shape {
  const { schema } = place;
  if (typeof schema.$ref === 'string') {
    const target = follow(place, schema.$ref);
    return target === undefined ? toJson(true) : readShape(target);
  }
  const union = toList(schema.anyOf ?? schema.oneOf);
  if (union.length > 0) return readUnion(place, union);
  const all = toList(schema.allOf);
  if (all.length > 0) return all.length === 1 && all[0] !== undefined ? readShape(below(place, all[0])) : toJson(true);
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  const nullable = types.includes('null') || schema.nullable === true;
  const named = types.filter((type) => type !== 'null');
  const [type] = named;
  if (typeof type !== 'string' || named.length !== 1) return toJson(true);
  return { ...readType(place, type), nullable, description: undefined };
}

function readUnion(place: SchemaPlace, members: readonly JsonObject[]): Shape {
  const others = members.filter((member) => member.type !== 'null');
  const [only] = others;
  const hasNull = others.length < members.length;
  if (only !== undefined && others.length === 1) {
    const shape = readShape(below(place, only));
    return { ...shape, nullable: shape.nullable || hasNull };
  }
  return toJson(hasNull || others.some((member) => readShape(below(place, member)).nullable));
}

function readType(place: SchemaPlace, type: string): Kind {
  const { schema } = place;
  if (type === 'string') {
    const values = Array.isArray(schema.enum) ? schema.enum : [];
    const texts = values.filter((value) => typeof value === 'string');
    return texts.length > 0 && texts.length === values.length ? { kind: 'enum', values: texts } : { kind: 'string' };
  }
  if (type === 'boolean') return { kind: 'boolean' };
  if (type === 'number') return { kind: 'float' };
  if (type === 'integer') return { kind: isSmall(schema.minimum) && isSmall(schema.maximum) ? 'int' : 'float' };
  if (type === 'array') {
    if (!isObject(schema.items) || schema.prefixItems !== undefined) return { kind: 'json' };
    return { kind: 'list', items: below(place, schema.items) };
  }
  return type === 'object' ? readObject(place) : { kind: 'json' };
}

function readObject(place: SchemaPlace): Kind {
  const { properties, additionalProperties, required } = place.schema;
  // An object that may hold more than it names would lose it in a GraphQL type.
  if (!isObject(properties) || (additionalProperties !== undefined && additionalProperties !== false)) {
    return { kind: 'json' };
  }
  const needed = new Set(Array.isArray(required) ? required : []);
  const fields = Object.entries(properties).map(([name, schema]) => ({
    name,
    place: below(place, isObject(schema) ? schema : {}),
    required: needed.has(name),
  }));
  return fields.length === 0 ? { kind: 'json' } : { kind: 'object', fields };
}

function follow(place: SchemaPlace, ref: string): SchemaPlace | undefined {
  const { root, followed } = place;
  if (!ref.startsWith('#') || followed.includes(ref)) return undefined;
  let target: JsonValue | undefined = root;
  for (const part of ref.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    target = isObject(target) && Object.hasOwn(target, name) ? target[name] : undefined;
  }
  return isObject(target) ? { schema: target, root, followed: [...followed, ref] } : undefined;
}

function below(place: SchemaPlace, schema: JsonObject): SchemaPlace {
  return { ...place, schema };
}

function toJson(nullable: boolean): Shape {
  return { kind: 'json', nullable, description: undefined };
}

/** Without bounds a whole number may be a time in milliseconds, which is beyond GraphQL's `Int`. */
function isSmall(bound: JsonValue | undefined): boolean {
  return typeof bound === 'number' && Math.abs(bound) <= MAX_INT;
}

function toList(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
