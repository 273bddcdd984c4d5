/**
 * Every error code of the product: HTTP status, whose fault it is, and whether trying again later can help.
 * `user`: the request or document is wrong; `remote`: something outside answered badly; `us`: a defect or a full machine.
 */
export const ERROR_TABLE = {
  // What a person wrote.
  'workflow-invalid': { status: 422, fault: 'user', retry: 'never' },
  'descriptor-invalid': { status: 422, fault: 'user', retry: 'never' },
  'document-unreadable': { status: 400, fault: 'user', retry: 'never' },
  'input-invalid': { status: 422, fault: 'user', retry: 'never' },
  'usage-invalid': { status: 400, fault: 'user', retry: 'never' },
  'config-invalid': { status: 500, fault: 'user', retry: 'never' },
  'expression-invalid': { status: 422, fault: 'user', retry: 'never' },
  'expression-failed': { status: 422, fault: 'user', retry: 'never' },
  'expression-empty': { status: 422, fault: 'user', retry: 'never' },
  'expression-limit': { status: 422, fault: 'user', retry: 'never' },
  'data-invalid': { status: 422, fault: 'user', retry: 'never' },
  'limit-exceeded': { status: 413, fault: 'user', retry: 'never' },
  'secret-missing': { status: 422, fault: 'user', retry: 'never' },
  'path-refused': { status: 403, fault: 'user', retry: 'never' },
  'address-refused': { status: 403, fault: 'user', retry: 'never' },
  'file-missing': { status: 404, fault: 'user', retry: 'never' },
  'file-failed': { status: 500, fault: 'remote', retry: 'later' },
  'code-failed': { status: 422, fault: 'user', retry: 'never' },
  'code-limit': { status: 422, fault: 'user', retry: 'never' },
  // What is asked for by id.
  'workflow-not-found': { status: 404, fault: 'user', retry: 'never' },
  'version-not-found': { status: 404, fault: 'user', retry: 'never' },
  'run-not-found': { status: 404, fault: 'user', retry: 'never' },
  'step-not-found': { status: 404, fault: 'user', retry: 'never' },
  'block-not-found': { status: 404, fault: 'user', retry: 'never' },
  'not-found': { status: 404, fault: 'user', retry: 'never' },
  'schedule-not-found': { status: 404, fault: 'user', retry: 'never' },
  'token-not-found': { status: 404, fault: 'user', retry: 'never' },
  // Who asks, and how often.
  unauthenticated: { status: 401, fault: 'user', retry: 'never' },
  forbidden: { status: 403, fault: 'user', retry: 'never' },
  'rate-limited': { status: 429, fault: 'user', retry: 'later' },
  // What the state does not allow.
  conflict: { status: 409, fault: 'user', retry: 'never' },
  'run-finished': { status: 409, fault: 'user', retry: 'never' },
  'wait-not-open': { status: 409, fault: 'user', retry: 'never' },
  'queue-full': { status: 429, fault: 'us', retry: 'later' },
  'shutting-down': { status: 503, fault: 'us', retry: 'later' },
  // What happened to a step or run.
  'step-timeout': { status: 504, fault: 'remote', retry: 'later' },
  'run-timeout': { status: 504, fault: 'user', retry: 'never' },
  'wait-expired': { status: 504, fault: 'user', retry: 'never' },
  'run-cancelled': { status: 409, fault: 'user', retry: 'never' },
  'run-stopped': { status: 422, fault: 'user', retry: 'never' },
  'child-failed': { status: 422, fault: 'user', retry: 'never' },
  'loop-failed': { status: 422, fault: 'user', retry: 'never' },
  'effect-uncertain': { status: 409, fault: 'remote', retry: 'never' },
  'handler-failed': { status: 500, fault: 'us', retry: 'never' },
  // What the world answered.
  'request-failed': { status: 502, fault: 'remote', retry: 'later' },
  'request-timeout': { status: 504, fault: 'remote', retry: 'later' },
  'response-rejected': { status: 502, fault: 'remote', retry: 'never' },
  'response-unavailable': { status: 502, fault: 'remote', retry: 'later' },
  // The machine and the database.
  'storage-full': { status: 507, fault: 'us', retry: 'later' },
  'storage-busy': { status: 503, fault: 'us', retry: 'later' },
  'storage-corrupt': { status: 500, fault: 'us', retry: 'never' },
  'storage-failed': { status: 500, fault: 'us', retry: 'later' },
  'storage-newer': { status: 500, fault: 'user', retry: 'never' },
  internal: { status: 500, fault: 'us', retry: 'never' },
} as const satisfies Record<string, { status: number; fault: 'user' | 'remote' | 'us'; retry: 'never' | 'later' }>;

/** A code of {@link ERROR_TABLE}. */
export type ErrorCode = keyof typeof ERROR_TABLE;

/** Whether `code` is one of the table. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_TABLE, code);
}
