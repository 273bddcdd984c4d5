import type { JSONSchema, OpenAPI } from '@orpc/openapi';
import { ERROR_TABLE, type ErrorCode } from '#contract/error-table.ts';

/** Errors of HTTP itself and of the machine, which any operation may meet. */
const ALWAYS: readonly ErrorCode[] = [
  'usage-invalid',
  'document-unreadable',
  'address-refused',
  'not-found',
  'request-timeout',
  'shutting-down',
  'storage-full',
  'storage-busy',
  'storage-corrupt',
  'storage-failed',
];

/** Schema of the body of an error with one of the codes; with any code of the table when there is none. */
export function toErrorSchema(codes: readonly string[]): JSONSchema & object {
  return {
    type: 'object',
    required: ['error'],
    additionalProperties: false,
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message'],
        additionalProperties: false,
        properties: {
          code: { type: 'string', enum: [...codes], description: 'What went wrong, for programs' },
          message: { type: 'string', description: 'What happened, to what, and what to do next' },
          data: { type: 'object', description: 'Facts a program may use' },
        },
      },
    },
  };
}

/** Codes an operation may answer with, by status: its own and those of HTTP. */
export function groupByStatus(codes: readonly string[]): ReadonlyMap<number, readonly ErrorCode[]> {
  const wanted = new Set<string>([...codes, ...ALWAYS]);
  const groups = new Map<number, ErrorCode[]>();
  for (const code of Object.keys(ERROR_TABLE) as ErrorCode[]) {
    if (!wanted.has(code)) continue;
    const { status } = ERROR_TABLE[code];
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
}

const RETRY_AFTER: OpenAPI.HeaderObject = {
  description: 'Seconds after which trying again may help',
  schema: { type: 'integer', minimum: 1 },
};

/** The answer of a status with one of the codes. */
export function toErrorResponse(status: number, codes: readonly ErrorCode[]): OpenAPI.ResponseObject {
  return {
    description: `Refused or failed with ${codes.map((code) => `\`${code}\``).join(', ')}`,
    ...(status === 429 || status === 503 ? { headers: { 'Retry-After': RETRY_AFTER } } : {}),
    content: { 'application/json': { schema: toErrorSchema(codes) as OpenAPI.SchemaObject } },
  };
}
