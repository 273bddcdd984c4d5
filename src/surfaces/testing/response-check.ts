import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** What is looked at of an OpenAPI document. */
export interface ApiDocument {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, ApiResponse>> };
}
export interface ApiOperation {
  readonly operationId: string;
  readonly parameters?: readonly ApiParameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, ApiResponse | { readonly $ref: string }>>;
}
export interface ApiParameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: object;
}
interface ApiResponse {
  readonly content?: Readonly<Record<string, { readonly schema?: object; readonly 'x-item-schema'?: object }>>;
}

/** Fails the test when an answer is not what the document says of the operation and status. */
export type ResponseCheck = (answer: {
  readonly method: string;
  /** Path below the prefix of the document. */
  readonly path: string;
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}) => void;

/** Makes a check from the document the server itself gives out. */
export function createResponseCheck(document: ApiDocument): ResponseCheck {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, 'api');
  const compiled = new Map<string, ValidateFunction>();
  const routes = Object.entries(document.paths).map(([path, methods]) => ({ path, methods, pattern: toPattern(path) }));

  return ({ method, path, status, type, text }) => {
    const route = routes
      .filter(({ pattern }) => pattern.test(path))
      // As the server does: what is written out goes before what is a parameter.
      .sort((a, b) => countParameters(a.path) - countParameters(b.path));
    const operation = route.map(({ methods }) => methods[method.toLowerCase()]).find((found) => found !== undefined);
    const place = `${method} ${path.slice(0, 200)} → ${status}`;
    if (operation === undefined) {
      assert.ok(status >= 400, `${place}: answered, but the document has no such operation`);
      return;
    }
    const declared = operation.responses[status] ?? operation.responses.default;
    assert.ok(declared !== undefined, `${place}: the document does not tell of this status`);
    const name = '$ref' in declared ? (declared.$ref.split('/').at(-1) ?? '') : '';
    const response = '$ref' in declared ? document.components.responses[name] : declared;
    const kind = type?.split(';')[0] ?? '';
    const media = response?.content?.[kind];
    if (response?.content === undefined) {
      assert.equal(text, '', `${place}: a body the document does not tell of`);
      return;
    }
    assert.ok(media !== undefined, `${place}: ${kind} is not a type the document tells of`);
    if (kind === 'text/event-stream') {
      checkAll(ajv, compiled, `${operation.operationId} item`, media['x-item-schema'] ?? {}, readData(text), place);
    } else checkAll(ajv, compiled, `${operation.operationId} ${status}`, media.schema ?? {}, [JSON.parse(text)], place);
  };
}

function checkAll(
  ajv: Ajv2020,
  compiled: Map<string, ValidateFunction>,
  key: string,
  schema: object,
  values: readonly unknown[],
  place: string,
): void {
  const validate = compiled.get(key) ?? ajv.compile(redirect(schema));
  compiled.set(key, validate);
  for (const value of values) {
    const fits = validate(value);
    assert.ok(fits, `${place}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(value)?.slice(0, 500)}`);
  }
}

/** The schema with its references pointing into the added document. */
function redirect(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"api#/'));
}

function readData(text: string): readonly unknown[] {
  return text.split('\n\n').flatMap((message) => {
    if (/^event: (end|done|error)/.test(message)) return [];
    const data = message.split('\n').find((line) => line.startsWith('data: '));
    return data === undefined ? [] : [JSON.parse(data.slice(6))];
  });
}

function countParameters(path: string): number {
  return path.split('{').length - 1;
}

function toPattern(path: string): RegExp {
  // A slash at the end is forgiven.
  return new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '[^/]+')}/?$`);
}
