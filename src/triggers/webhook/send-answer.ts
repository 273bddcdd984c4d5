import type { ServerResponse } from 'node:http';
import { AppError } from '#contract/app-error.ts';
import { ERROR_TABLE, type ErrorCode } from '#contract/error-table.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { RunRecord } from '#journal/journal.ts';
import { hasBody } from './read-body.ts';

/** Answers of workflows are shown, if at all, as pages of nobody: their scripts reach nothing of this server. */
const SANDBOX = 'sandbox allow-downloads allow-forms allow-modals allow-popups allow-scripts';
const RUN_ID = 'x-run-id';

/** What only the owner of a webhook can mend. */
const OWNERS: ReadonlySet<ErrorCode> = new Set([
  'secret-missing',
  'config-invalid',
  'workflow-invalid',
  'workflow-not-found',
  'version-not-found',
  'block-not-found',
]);

/** How long the rest of a refused body is taken in, so that the client gets to read the refusal, in milliseconds. */
const LINGER_MS = 1_000;

/** An error as it is answered. */
interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly data?: JsonObject | undefined;
  readonly reason?: string;
}

function write(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string | number>>,
  body: string | Buffer,
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function toJsonHeaders(runId: string | undefined): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  if (runId !== undefined) headers[RUN_ID] = runId;
  return headers;
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, value: JsonValue, runId?: string): void {
  write(response, status, toJsonHeaders(runId), JSON.stringify(value));
}

/** Answers that the run was started. */
export function sendStarted(response: ServerResponse, runId: string): void {
  sendJson(response, 202, { runId }, runId);
}

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  text: 'text/plain; charset=utf-8',
  html: 'text/html; charset=utf-8',
  base64: 'application/octet-stream',
};

function toBytes(kind: string, body: JsonValue): string | Buffer {
  if (kind === 'json') return JSON.stringify(body);
  if (typeof body !== 'string') return '';
  return kind === 'base64' ? Buffer.from(body, 'base64') : body;
}

/** Answers what a `webhook.respond` step said. */
export function sendResponse(response: ServerResponse, output: JsonObject, runId: string): void {
  const { status, kind, headers, body } = output;
  const code = typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599 ? status : 200;
  const shape = typeof kind === 'string' && (kind === 'none' || Object.hasOwn(TYPES, kind)) ? kind : 'json';
  const type = TYPES[shape];
  const sent: Record<string, string> = {
    'cache-control': 'no-store',
    ...(type === undefined ? {} : { 'content-type': type }),
    ...(headers as Record<string, string> | undefined),
    'content-security-policy': SANDBOX,
    'x-content-type-options': 'nosniff',
    [RUN_ID]: runId,
  };
  // These have no body, and a length would make clients wait for one.
  if (code === 204 || code === 304 || response.req.method === 'HEAD') {
    if (!response.headersSent && !response.destroyed) response.writeHead(code, sent).end();
    return;
  }
  write(response, code, sent, toBytes(shape, body ?? null));
}

const END_CODES: Readonly<Record<string, ErrorCode>> = { cancelled: 'run-cancelled', 'timed-out': 'run-timeout' };

/** Answers how the run ended: its output, or that it failed. */
export function sendEnd(response: ServerResponse, record: RunRecord, showErrors: boolean): void {
  const { id, status, output, error } = record;
  if (status === 'succeeded') {
    sendJson(response, 200, output ?? null, id);
    return;
  }
  const code = error?.code ?? END_CODES[status] ?? 'internal';
  const told = showErrors ? error?.message : undefined;
  const message = told ?? `The run ended as ${status}. Whoever runs the workflow finds the reason under the run's id.`;
  const httpStatus = status === 'failed' && !showErrors ? 500 : ERROR_TABLE[code].status;
  sendJson(response, httpStatus, { error: { code, message }, runId: id, status }, id);
}

/** What of a failure a caller is told: of failures of this machine, no more than that there was one. `reason` is for the log. */
function toRefusal(thrown: unknown): Refusal {
  if (!(thrown instanceof AppError)) {
    const reason = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    return { status: 500, code: 'internal', message: 'Something went wrong in the server. Its log says what.', reason };
  }
  const { code, message, data } = thrown;
  const { status, fault } = ERROR_TABLE[code];
  if (code === 'request-timeout') return { status: 408, code, message };
  if (status >= 500 && fault === 'us' && code !== 'shutting-down')
    return { status, code, message: 'The server could not take the request. Try again later.', reason: message };
  // A webhook whose secret or input is missing is for its owner to mend, not for the caller.
  if (OWNERS.has(code)) {
    const told = 'The webhook is not configured. Whoever runs it finds the reason in the log.';
    return { status: 500, code: 'config-invalid', message: told, reason: message };
  }
  return { status, code, message, data };
}

/**
 * Answers with an error. A body that still arrives is not read to its end: the connection ends with the answer.
 * @returns what belongs in the log, if anything does
 */
export function sendFailure(response: ServerResponse, thrown: unknown, otherStatus?: number): string | undefined {
  const { status: usual, code, message, data, reason } = toRefusal(thrown);
  if (response.headersSent || response.destroyed) return reason;
  const status = otherStatus ?? usual;
  const body = JSON.stringify({ error: { code, message, ...(data === undefined ? {} : { data }) } });
  const headers: Record<string, string | number> = {
    ...toJsonHeaders(undefined),
    'content-length': Buffer.byteLength(body),
  };
  if (code === 'unauthenticated') headers['www-authenticate'] = 'Bearer';
  const wait = data?.retryAfterMs;
  if (status === 429 || status === 503)
    headers['retry-after'] = typeof wait === 'number' ? Math.max(1, Math.ceil(wait / 1_000)) : 1;
  const request = response.req;
  if (request.complete || !hasBody(request)) {
    response.writeHead(status, headers).end(body);
    return reason;
  }
  response.writeHead(status, { ...headers, connection: 'close' });
  response.write(body);
  // Closing at once would reset the connection, and with it the answer the client has not read yet.
  const end = () => response.end();
  setTimeout(end, LINGER_MS).unref();
  request.once('end', end).resume();
  return reason;
}
