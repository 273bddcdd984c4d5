import type { ErrorInfo } from './error-info.ts';
import { ERROR_TABLE, type ErrorCode } from './error-table.ts';
import type { JsonObject } from './json.ts';

/** Extra facts of an {@link AppError}. `retry` overrides the table, e.g. for an HTTP 400 that must not be repeated. */
export interface AppErrorOptions {
  readonly cause?: unknown;
  readonly data?: JsonObject;
  readonly retry?: 'never' | 'later';
}

/** The one error of the product. The message says what happened, to what, and what to do next, with no secret in it. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly data: JsonObject | undefined;
  readonly retry: 'never' | 'later';

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.data = options.data;
    this.retry = options.retry ?? ERROR_TABLE[code].retry;
  }
}

/** The storable form of any thrown value. Anything but an AppError is a defect of a handler and says so. */
export function toErrorInfo(thrown: unknown): ErrorInfo {
  if (thrown instanceof AppError) {
    const { code, message, data, retry } = thrown;
    return {
      code,
      message,
      ...(data === undefined ? {} : { data }),
      ...(retry === ERROR_TABLE[code].retry ? {} : { retry }),
    };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'handler-failed', message: message.slice(0, 2_000) };
}

/** Whether the failure may pass when tried again. */
export function isRetryable(error: ErrorInfo): boolean {
  return (error.retry ?? ERROR_TABLE[error.code].retry) === 'later';
}
