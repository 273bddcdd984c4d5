import type { JsonObject, JsonValue } from '#contract/json.ts';

/** A choice of a field, with the word people see. */
export interface FieldChoice {
  readonly value: JsonValue;
  readonly label: string;
}

interface FieldText {
  readonly label: string;
  readonly description: string | undefined;
}

/** What a part of a JSON Schema asks a person for. */
export type FormField = FieldText &
  (
    | { readonly kind: 'text'; readonly multiline: boolean; readonly input: TextInputType; readonly maxLength?: number }
    | { readonly kind: 'number'; readonly integer: boolean; readonly min?: number; readonly max?: number }
    | { readonly kind: 'boolean' }
    | { readonly kind: 'choice'; readonly choices: readonly FieldChoice[] }
    | { readonly kind: 'choices'; readonly choices: readonly FieldChoice[] }
    | { readonly kind: 'list'; readonly items: JsonObject; readonly maxItems?: number }
    | { readonly kind: 'object'; readonly properties: readonly FormProperty[] }
    | { readonly kind: 'json' }
  );

/** How the browser asks for a text. */
export type TextInputType = 'text' | 'email' | 'url' | 'date' | 'datetime-local' | 'time' | 'password';

/** A property of an object. */
export interface FormProperty {
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonObject;
}

const INPUT_BY_FORMAT: Readonly<Record<string, TextInputType>> = {
  email: 'email',
  uri: 'url',
  url: 'url',
  date: 'date',
  'date-time': 'datetime-local',
  time: 'time',
  password: 'password',
};
/** Texts that may be longer than this get an area instead of a line. */
const LONG_TEXT = 300;
/** References followed in a row; a schema that refers to itself ends as JSON. */
const MAX_REFERENCES = 20;

/** Whether a JSON value is an object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The schema behind local references and unions that offer but one form (`null` and empty text aside). */
export function resolveSchema(schema: JsonObject, root: JsonObject): JsonObject {
  let found = schema;
  for (let hops = 0; hops < MAX_REFERENCES; hops += 1) {
    const target = typeof found.$ref === 'string' ? followReference(found.$ref, root) : toOnlyForm(found);
    if (target === undefined) return found;
    const { $ref: _ref, anyOf: _any, oneOf: _one, ...own } = found;
    found = { ...target, ...own };
  }
  return {};
}

function followReference(reference: string, root: JsonObject): JsonObject | undefined {
  if (!reference.startsWith('#')) return undefined;
  let at: JsonValue | undefined = root;
  for (const part of reference.split('/').slice(1)) {
    if (!isJsonObject(at)) return undefined;
    at = at[decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return isJsonObject(at) ? at : undefined;
}

function toOnlyForm(schema: JsonObject): JsonObject | undefined {
  const forms = schema.anyOf ?? schema.oneOf;
  if (!Array.isArray(forms)) return undefined;
  const real = forms.filter(isJsonObject).filter((form) => form.type !== 'null' && form.const !== '');
  return real.length === 1 ? real[0] : undefined;
}

/** Reads what a schema asks for. `root` is where its local references lead. */
export function toFormField(given: JsonObject, root: JsonObject, name: string): FormField {
  const schema = resolveSchema(given, root);
  const text = {
    label: typeof schema.title === 'string' ? schema.title : toLabel(name),
    description: typeof schema.description === 'string' ? schema.description : undefined,
  };
  const choices = toChoices(schema);
  if (choices !== undefined) return { ...text, kind: 'choice', choices };
  switch (toType(schema)) {
    case 'string':
      return { ...text, kind: 'text', ...toTextDetails(schema) };
    case 'number':
    case 'integer':
      return {
        ...text,
        kind: 'number',
        integer: toType(schema) === 'integer',
        ...(typeof schema.minimum === 'number' ? { min: schema.minimum } : {}),
        ...(typeof schema.maximum === 'number' ? { max: schema.maximum } : {}),
      };
    case 'boolean':
      return { ...text, kind: 'boolean' };
    case 'array':
      return { ...text, ...toList(schema, root) };
    case 'object':
      return { ...text, ...toObject(schema) };
    default:
      return { ...text, kind: 'json' };
  }
}

/** The type a schema names, or lets guess. */
export function toType(schema: JsonObject): string | undefined {
  const { type } = schema;
  if (typeof type === 'string') return type;
  if (Array.isArray(type)) {
    const real = type.filter((one) => one !== 'null');
    return real.length === 1 && typeof real[0] === 'string' ? real[0] : undefined;
  }
  if (isJsonObject(schema.properties)) return 'object';
  return isJsonObject(schema.items) ? 'array' : undefined;
}

function toTextDetails(schema: JsonObject) {
  const format = typeof schema.format === 'string' ? schema.format : '';
  const maxLength = typeof schema.maxLength === 'number' ? schema.maxLength : undefined;
  const input = INPUT_BY_FORMAT[format] ?? 'text';
  const isLong = format === 'multiline' || format === 'markdown' || (maxLength !== undefined && maxLength > LONG_TEXT);
  const hasShape = typeof schema.pattern === 'string';
  return {
    input,
    multiline: input === 'text' && isLong && !hasShape,
    ...(maxLength === undefined ? {} : { maxLength }),
  };
}

function toList(schema: JsonObject, root: JsonObject) {
  const items = isJsonObject(schema.items) ? schema.items : undefined;
  if (items === undefined) return { kind: 'json' } as const;
  const choices = toChoices(resolveSchema(items, root));
  if (choices !== undefined && schema.uniqueItems === true) return { kind: 'choices', choices } as const;
  const maxItems = typeof schema.maxItems === 'number' ? { maxItems: schema.maxItems } : {};
  return { kind: 'list', items, ...maxItems } as const;
}

function toObject(schema: JsonObject) {
  const { properties } = schema;
  if (!isJsonObject(properties) || Object.keys(properties).length === 0) return { kind: 'json' } as const;
  const required = Array.isArray(schema.required) ? schema.required : [];
  return {
    kind: 'object',
    properties: Object.entries(properties).map(([name, property]) => ({
      name,
      required: required.includes(name),
      schema: isJsonObject(property) ? property : {},
    })),
  } as const;
}

function toChoices(schema: JsonObject): readonly FieldChoice[] | undefined {
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => ({ value, label: toChoiceLabel(value) }));
  const forms = schema.oneOf ?? schema.anyOf;
  if (!Array.isArray(forms) || forms.length === 0) return undefined;
  const choices = forms.flatMap((form) => {
    if (!isJsonObject(form) || form.const === undefined) return [];
    return [{ value: form.const, label: typeof form.title === 'string' ? form.title : toChoiceLabel(form.const) }];
  });
  return choices.length === forms.length ? choices : undefined;
}

function toChoiceLabel(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `publicUrl` and `public_url` → `Public url`. */
export function toLabel(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
