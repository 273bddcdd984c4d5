import fc from 'fast-check';
import type { ApiDocument, ApiOperation, ApiParameter } from '#surfaces/testing/response-check.ts';

/** A request, more or less like what the document says. */
export interface HostileRequest {
  readonly method: string;
  /** Address below the server, percent-encoded where it has to be. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

type Schema = { readonly [key: string]: unknown };

const MAX_DEPTH = 5;

const NASTY_TEXT = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  'null',
  'true',
  '0',
  '-1',
  '1e999',
  '__proto__',
  'constructor',
  'toString',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '%',
  '%00',
  '%ff%fe',
  '{{ 1 + 1 }}',
  '{{ $eval("1") }}',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  '\u202e\ud83d\ude00\u0301',
  '\ud800',
  'x'.repeat(5_000),
  '9'.repeat(400),
  '2026-02-30T25:61:61Z',
  'flw_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
);

const NASTY_JSON: fc.Arbitrary<unknown> = fc.oneof(
  NASTY_TEXT,
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(null, true, false, 0, -0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, 2 ** 53),
  fc.constantFrom<unknown>([], {}, [[]], [null], { length: -1 }, JSON.parse('{"__proto__":{"admin":true}}'), {
    constructor: { prototype: 1 },
  }),
  fc.constantFrom(nest(50), nest(1_000)),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Requests to the operations of a document. `seeds` are ids that exist, so that some requests come through. */
export function createRequestArbitrary(document: ApiDocument, seeds: readonly string[]): fc.Arbitrary<HostileRequest> {
  const prefix = document.servers[0]?.url ?? '';
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return fc.constantFrom(...operations).chain(({ path, method, operation }) => {
    const parameters = operation.parameters ?? [];
    return fc
      .record({
        method: fc.oneof(
          { weight: 12, arbitrary: fc.constant(method) },
          {
            weight: 1,
            arbitrary: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'TRACE'),
          },
        ),
        path: createPath(path, parameters, seeds),
        query: createQuery(parameters, document),
        headers: createHeaders(operation),
        body: createBody(operation, document, seeds),
      })
      .map(({ method: chosen, path: filled, query, headers, body }) => ({
        method: chosen,
        path: `${prefix}${filled}${query}`,
        headers,
        body: chosen === 'GET' || chosen === 'HEAD' ? undefined : body,
      }));
  });
}

function createPath(path: string, parameters: readonly ApiParameter[], seeds: readonly string[]): fc.Arbitrary<string> {
  const names = parameters.filter(({ in: place }) => place === 'path').map(({ name }) => name);
  const value = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...seeds).map(encodeURIComponent) },
    { weight: 3, arbitrary: NASTY_TEXT.map((text) => encodeURIComponent(text.toWellFormed())) },
    { weight: 1, arbitrary: fc.constantFrom('%', '%zz', '%c0%ae', 'a;b=c', '..', '*', '%2F', '~') },
  );
  return fc.array(value, { minLength: names.length, maxLength: names.length }).map((values) => {
    let at = 0;
    return path.replaceAll(/\{[^}]+\}/g, () => values[at++] ?? '');
  });
}

function createQuery(parameters: readonly ApiParameter[], document: ApiDocument): fc.Arbitrary<string> {
  const known = parameters.filter(({ in: place }) => place === 'query');
  const named = known.map(({ name, schema }) => {
    const fitting = createValue(schema as Schema, document, [], 0).map((value) => String(value));
    return fc.oneof(fitting, NASTY_TEXT).map((value) => `${name}=${encodeURIComponent(value.toWellFormed())}`);
  });
  const odd = fc.constantFrom(
    '&',
    '=',
    'a[b][c]=1',
    'limit[]=1',
    'limit[__proto__]=1',
    '__proto__[x]=1',
    'a=%zz',
    '%=%',
    `q=${'x'.repeat(3_000)}`,
  );
  return fc
    .tuple(
      ...named.map((one) => fc.option(one, { nil: undefined, freq: 2 })),
      fc.option(odd, { nil: undefined, freq: 5 }),
    )
    .map((parts) => parts.filter((part) => part !== undefined).join('&'))
    .map((query) => (query === '' ? '' : `?${query}`));
}

function createHeaders({ requestBody }: ApiOperation): fc.Arbitrary<Record<string, string>> {
  const type = requestBody === undefined ? {} : { 'content-type': 'application/json' };
  const odd = fc.constantFrom<Record<string, string>>(
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'multipart/form-data; boundary=x' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': ';;;' },
    { 'content-encoding': 'gzip' },
    { 'content-disposition': 'attachment; filename="x"' },
    { accept: 'application/xml' },
    { 'accept-encoding': 'br;q=x' },
    { authorization: '' },
    { authorization: 'Bearer wrong-token-that-nobody-has' },
    { authorization: 'Basic YTpi' },
    { authorization: `Bearer ${'a'.repeat(600)}` },
    { cookie: 'flowright_session=wrong-session-0123456789; a=b; ;=;' },
    { origin: 'https://evil.example' },
    { 'last-event-id': '-1' },
    { 'last-event-id': '99999999999999999999' },
    { 'x-request-id': `<script>${'y'.repeat(100)}` },
    { 'x-forwarded-for': '::1, 127.0.0.1' },
    { range: 'bytes=0-1' },
    { expect: '100-continue' },
    { 'idempotency-key': 'x'.repeat(1_000) },
    { host: 'evil.example' },
    { host: '127.0.0.1:1' },
    { upgrade: 'websocket', connection: 'upgrade' },
  );
  return fc.option(odd, { nil: {}, freq: 3 }).map((headers) => ({ ...type, ...headers }));
}

function createBody(
  operation: ApiOperation,
  document: ApiDocument,
  seeds: readonly string[],
): fc.Arbitrary<string | undefined> {
  const schema = Object.values(operation.requestBody?.content ?? {})[0]?.schema as Schema | undefined;
  const raw = fc.constantFrom(
    '',
    '{',
    '{"a":',
    '[1,',
    'nul',
    '"',
    '{"a":1}}',
    '\ufeff{}',
    '{"a":1,"a":2}',
    '[]',
    'null',
    '1',
    '"text"',
    `${'['.repeat(3_000)}`,
  );
  const fitting = schema === undefined ? fc.constant({}) : createValue(schema, document, seeds, 0);
  return fc.oneof(
    { weight: 6, arbitrary: fitting.map((value) => JSON.stringify(value)) },
    { weight: 2, arbitrary: NASTY_JSON.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: raw },
    { weight: 1, arbitrary: fc.constant(JSON.stringify({ text: 'x'.repeat(300_000) })) },
  );
}

/** Values like a schema says, with now and then something else in their place. */
function createValue(
  given: Schema,
  document: ApiDocument,
  seeds: readonly string[],
  depth: number,
): fc.Arbitrary<unknown> {
  const fitting = createFitting(resolve(given, document), document, seeds, depth);
  return fc.oneof({ weight: 9, arbitrary: fitting }, { weight: 1, arbitrary: NASTY_JSON });
}

function createFitting(
  schema: Schema,
  document: ApiDocument,
  seeds: readonly string[],
  depth: number,
): fc.Arbitrary<unknown> {
  if (depth > MAX_DEPTH) return fc.constant(null);
  const choices = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as readonly Schema[] | undefined;
  if (choices !== undefined)
    return fc.oneof(...choices.map((choice) => createValue(choice, document, seeds, depth + 1)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as readonly unknown[]));
  switch (schema.type) {
    case 'integer':
      return fc.integer({ min: -2, max: 100 });
    case 'number':
      return fc.double({ noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(createValue((schema.items ?? {}) as Schema, document, seeds, depth + 1), { maxLength: 3 });
    case 'object':
      return createObject(schema, document, seeds, depth);
    case 'string':
      return fc.oneof(fc.constantFrom('quick', 'json', ...seeds), fc.string({ maxLength: 20 }), NASTY_TEXT);
    default:
      return NASTY_JSON;
  }
}

function createObject(
  schema: Schema,
  document: ApiDocument,
  seeds: readonly string[],
  depth: number,
): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  if (properties.length === 0)
    return fc.dictionary(fc.oneof(fc.string({ maxLength: 8 }), NASTY_TEXT), NASTY_JSON, { maxKeys: 3 });
  const model = Object.fromEntries(
    properties.map(([name, field]) => [name, createValue(field, document, seeds, depth + 1)]),
  );
  return fc.record(model, { requiredKeys: (schema.required ?? []) as string[] });
}

function resolve(schema: Schema, document: ApiDocument): Schema {
  if (typeof schema.$ref !== 'string') return schema;
  let place: unknown = document;
  for (const key of schema.$ref.slice(2).split('/')) place = (place as Record<string, unknown>)[key];
  return place as Schema;
}

function nest(depth: number): unknown {
  let value: unknown = 1;
  for (let at = 0; at < depth; at += 1) value = at % 2 === 0 ? [value] : { a: value };
  return value;
}
