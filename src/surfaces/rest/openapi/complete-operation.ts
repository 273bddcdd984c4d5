import type { OpenAPI } from '@orpc/openapi';
import type { OperationMeta } from '#operations/meta.ts';
import { groupByStatus, toErrorResponse } from './error-schemas.ts';

const STREAM = `Server-sent events. Each is named after what happened (\`event: step-succeeded\`) and has its place in the journal as id;
live progress of steps is named \`progress\` and has none. \`event: end\` says that nothing follows. \`data\` is JSON of \`x-item-schema\`.`;
const PLAIN_STREAM =
  'Server-sent events, until the client leaves. `data` of each `event: message` is JSON of `x-item-schema`.';

interface CompleteOptions {
  readonly meta: OperationMeta;
  /** Codes of the errors it declares. */
  readonly codes: readonly string[];
  /** Where error answers several operations have stand in the document, by their codes. */
  readonly shared: ReadonlyMap<string, string>;
}

/** Adds to a generated operation what its meta and errors say: permission, error answers, streams. */
export function completeOperation(operation: OpenAPI.OperationObject, { meta, codes, shared }: CompleteOptions): void {
  const { permission, effect, feed } = meta;
  if (permission === null) operation.security = [{}];
  else {
    operation.description = `${operation.description ?? ''}\n\nNeeds the permission \`${permission}\`.`.trim();
    Object.assign(operation, { 'x-permission': permission });
  }
  Object.assign(operation, { 'x-effect': effect });
  for (const parameter of operation.parameters ?? []) if (!('$ref' in parameter)) completeParameter(parameter);
  const responses: OpenAPI.ResponsesObject = operation.responses ?? {};
  describeStream(responses, feed === undefined ? PLAIN_STREAM : STREAM);
  if (feed !== undefined) {
    responses['204'] = { description: 'The run has ended and nothing follows `Last-Event-ID`: do not connect again' };
    operation.parameters = [...(operation.parameters ?? []), LAST_EVENT_ID];
  }
  for (const [status, group] of groupByStatus(codes)) {
    const place = shared.get(group.join());
    responses[status] = place === undefined ? toErrorResponse(status, group) : { $ref: place };
  }
  responses.default = {
    description: 'Any other error',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  };
  operation.responses = responses;
}

const LAST_EVENT_ID: OpenAPI.ParameterObject = {
  name: 'Last-Event-ID',
  in: 'header',
  description: 'Id of the last event a client has, to go on after it',
  schema: { type: 'string', pattern: '^[0-9]{1,10}$' },
};

function completeParameter(parameter: OpenAPI.ParameterObject): void {
  delete parameter.allowEmptyValue;
  delete parameter.allowReserved;
  const { schema } = parameter;
  if (schema !== undefined && 'description' in schema && schema.description !== undefined) {
    parameter.description = schema.description;
  }
}

function describeStream(responses: OpenAPI.ResponsesObject, description: string): void {
  const ok = responses['200'];
  const content = ok !== undefined && 'content' in ok ? ok.content?.['text/event-stream'] : undefined;
  if (ok === undefined || content === undefined) return;
  const item = findData(content.schema);
  responses['200'] = {
    description,
    content: {
      'text/event-stream': { schema: { type: 'string' }, ...(item === undefined ? {} : { 'x-item-schema': item }) },
    },
  };
}

/** What oRPC's generator says of the data of a message. */
function findData(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null || !('oneOf' in schema) || !Array.isArray(schema.oneOf))
    return undefined;
  const [message] = schema.oneOf as readonly { readonly properties?: { readonly data?: unknown } }[];
  return message?.properties?.data;
}
