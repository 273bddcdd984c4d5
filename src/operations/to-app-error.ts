import { ORPCError, ValidationError } from '@orpc/server';
import { AppError } from '#contract/app-error.ts';
import { ERROR_TABLE, type ErrorCode, isErrorCode } from '#contract/error-table.ts';
import type { JsonObject } from '#contract/json.ts';

/** Faults of an input named in the message; the first {@link MAX_LISTED} are in the data. */
const NAMED = 3;
const MAX_LISTED = 50;

/** What the machinery of the surfaces answers by itself, by HTTP status. */
const BY_STATUS = new Map<number, ErrorCode>([
  [400, 'usage-invalid'],
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [405, 'usage-invalid'],
  [413, 'limit-exceeded'],
  [415, 'usage-invalid'],
  [429, 'rate-limited'],
]);

/**
 * A failed call as the error of the product. What is no {@link AppError} is a defect: it becomes `internal`, and what it says
 * stays in its `cause`, for the log only.
 */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (!(thrown instanceof ORPCError)) return toInternal(thrown);
  const { cause, code, message, status } = thrown;
  if (cause instanceof AppError) return cause;
  if (cause instanceof ValidationError && status === 400) return toInputError(cause);
  if (isErrorCode(code)) return new AppError(code, message, { cause: thrown, ...toData(thrown.data) });
  const known = BY_STATUS.get(status);
  return known === undefined ? toInternal(thrown) : new AppError(known, message, { cause: thrown });
}

/** The same error as oRPC carries it: its handlers take code, status, message and data from it. */
export function toOrpcError(error: AppError): ORPCError<ErrorCode, JsonObject | undefined> {
  const { code, message, data } = error;
  return new ORPCError(code, { status: ERROR_TABLE[code].status, message, data, cause: error });
}

function toInternal(cause: unknown): AppError {
  return new AppError(
    'internal',
    'Flowright failed here, which is a defect. The log has the reason; report it with the request id.',
    {
      cause,
    },
  );
}

function toData(data: unknown): { readonly data?: JsonObject } {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? { data: data as JsonObject } : {};
}

function toInputError(error: ValidationError): AppError {
  const faults = error.issues.slice(0, MAX_LISTED).map((issue) => ({
    path: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    message: issue.message,
  }));
  const named = faults.slice(0, NAMED).map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  const more = error.issues.length > NAMED ? ` And ${error.issues.length - NAMED} more.` : '';
  return new AppError('input-invalid', `The input is not acceptable. ${named.join('; ')}.${more}`, {
    data: { faults },
    cause: error,
  });
}
