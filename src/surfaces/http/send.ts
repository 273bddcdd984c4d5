import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppError } from '#contract/app-error.ts';
import { ERROR_TABLE } from '#contract/error-table.ts';
import { toErrorBody, toErrorHeaders } from './public-error.ts';

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendText(response, status, 'application/json', JSON.stringify(value));
}

/** Answers with text of a type. Not kept by anybody unless a header set before says otherwise. */
export function sendText(response: ServerResponse, status: number, type: string, text: string): void {
  if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store');
  if (hasUnreadBody(response.req)) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text);
}

/** Answers with an error that was made fit to be shown; ends the connection when half an answer is already on its way. */
export function sendError(response: ServerResponse, error: AppError): void {
  if (response.headersSent) {
    if (!response.writableEnded) response.destroy();
    return;
  }
  for (const [name, value] of Object.entries(toErrorHeaders(error))) response.setHeader(name, value);
  sendJson(response, ERROR_TABLE[error.code].status, toErrorBody(error));
}

/** What is left of a refused body is not read to its end: the connection ends instead. */
function hasUnreadBody({ headers, complete }: IncomingMessage): boolean {
  const empty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
  return !empty && !complete;
}
