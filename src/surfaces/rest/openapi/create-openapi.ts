import { type OpenAPI, OpenAPIGenerator } from '@orpc/openapi';
import { traverseContractProcedures } from '@orpc/server';
import { ErrorInfo } from '#contract/error-info.ts';
import { ERROR_TABLE } from '#contract/error-table.ts';
import { Problem } from '#contract/problem.ts';
import type { OperationRouter } from '#operations/describe.ts';
import type { OperationMeta } from '#operations/meta.ts';
import { PREFIX } from '../rest-context.ts';
import { completeOperation } from './complete-operation.ts';
import { groupByStatus, toErrorResponse, toErrorSchema } from './error-schemas.ts';
import { createSchemaConverter } from './schema-converter.ts';

const DESCRIPTION = `Everything Flowright can be asked to do, over HTTP.

Send an API token as \`Authorization: Bearer TOKEN\`; pages of the server itself use the session cookie.
Every answer carries \`x-request-id\`. Errors have a status of 400 or more and the body \`{ "error": { "code", "message", "data" } }\`;
the code is what programs should look at. Where trying again later may help, \`Retry-After\` says when.`;

/** The OpenAPI 3.1 document of the REST surface, read from the list of operations. */
export async function createOpenApi(router: OperationRouter, version: string): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [createSchemaConverter()] });
  const document = await generator.generate(router, {
    info: {
      title: 'Flowright',
      version,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: PREFIX, description: 'This server' }],
    security: [{ token: [] }, { session: [] }],
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token; see `flowright token create`' },
        session: { type: 'apiKey', in: 'cookie', name: 'flowright_session', description: 'The session of a browser' },
      },
      schemas: { Error: toErrorSchema(Object.keys(ERROR_TABLE)) as OpenAPI.SchemaObject },
    },
    commonSchemas: {
      Problem: { schema: Problem, strategy: 'output' },
      ErrorInfo: { schema: ErrorInfo, strategy: 'output' },
    },
    // Replaced below, where all errors of an operation are known.
    customErrorResponseBodySchema: () => ({}),
  });
  const tags = new Set<string>();
  const shared = shareErrors(document, listCommonCodes(router));
  traverseContractProcedures({ router, path: [] }, ({ contract, path }) => {
    const { route, meta, errorMap } = contract['~orpc'];
    const method = (route.method ?? 'POST').toLowerCase() as 'get';
    const operation = document.paths?.[route.path ?? `/${path.join('/')}`]?.[method];
    if (operation === undefined) return;
    completeOperation(operation, { meta: meta as OperationMeta, codes: Object.keys(errorMap), shared });
    for (const tag of operation.tags ?? []) tags.add(tag);
  });
  const described = [...tags].map((name) => ({ name, description: `What can be asked about: ${name}` }));
  // Keys that hold nothing are left out, as they are when the document is sent.
  return JSON.parse(JSON.stringify({ ...document, tags: described })) as OpenAPI.Document;
}

/** Codes that every operation declares. */
function listCommonCodes(router: OperationRouter): readonly string[] {
  let common: readonly string[] | undefined;
  traverseContractProcedures({ router, path: [] }, ({ contract }) => {
    const { errorMap } = contract['~orpc'];
    common = common?.filter((code) => Object.hasOwn(errorMap, code)) ?? Object.keys(errorMap);
  });
  return common ?? [];
}

/** Puts the error answers that operations have in common among the components; returns where, by what they say. */
function shareErrors(document: OpenAPI.Document, codes: readonly string[]): ReadonlyMap<string, string> {
  const responses: Record<string, OpenAPI.ResponseObject> = {};
  const places = new Map<string, string>();
  for (const [status, group] of groupByStatus(codes)) {
    const name = `Error${status}`;
    responses[name] = toErrorResponse(status, group);
    places.set(group.join(), `#/components/responses/${name}`);
  }
  document.components = { ...document.components, responses };
  return places;
}
