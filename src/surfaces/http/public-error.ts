import { AppError } from '#contract/app-error.ts';
import { ERROR_TABLE, type ErrorCode } from '#contract/error-table.ts';
import type { JsonObject } from '#contract/json.ts';

/** Failures of this machine, told without its paths and the words of its database. */
const OURS: Partial<Record<ErrorCode, string>> = {
  'storage-full': 'The disk of the server is full. Free space there, then try again.',
  'storage-busy': 'The database of the server is locked by another program. Try again in a moment.',
  'storage-corrupt': 'The database of the server is damaged. Run "flowright data check" there.',
  'storage-failed': 'The database of the server failed. Its log says why.',
  'storage-newer': 'The data of the server belongs to a newer Flowright. Update it.',
  'config-invalid': 'The server is not configured for this. Its log says why.',
  'file-failed': 'A file of the server could not be read or written. Its log says why.',
};

/** What may be told of an error, and whether it is a defect or failure of ours that belongs in the log. */
export interface PublicError {
  readonly error: AppError;
  readonly report: boolean;
}

/** The form of any thrown value that may be shown: an error of the table, with no stack, path or inner words of this machine. */
export function toPublicError(thrown: unknown, requestId: string): PublicError {
  if (thrown instanceof AppError) {
    const { status } = ERROR_TABLE[thrown.code];
    const words = OURS[thrown.code];
    if (words !== undefined) return { error: new AppError(thrown.code, words, { data: { requestId } }), report: true };
    if (status !== 500) return { error: thrown, report: false };
  }
  const message = `Something went wrong in the server. Its log says what, under the request ${requestId}.`;
  return { error: new AppError('internal', message, { data: { requestId } }), report: true };
}

/** An error as the body of an answer. */
export function toErrorBody(error: AppError): { readonly error: JsonObject } {
  const { code, message, data } = error;
  return { error: { code, message, ...(data === undefined ? {} : { data }) } };
}

/** Headers that belong to an error. */
export function toErrorHeaders(error: AppError): Readonly<Record<string, string>> {
  if (error.code === 'unauthenticated') return { 'www-authenticate': 'Bearer realm="flowright"' };
  const wait = error.data?.retryAfterMs;
  if (typeof wait === 'number' && wait >= 0) return { 'retry-after': String(Math.max(1, Math.ceil(wait / 1_000))) };
  return ERROR_TABLE[error.code].status === 429 || ERROR_TABLE[error.code].status === 503 ? { 'retry-after': '1' } : {};
}
