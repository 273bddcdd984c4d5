import { AppError } from '#contract/app-error.ts';
import type { ErrorCode } from '#contract/error-table.ts';

/** Whether an error has that code, and says that. */
export function isError(code: ErrorCode, message = /./): (error: unknown) => boolean {
  return (error) => error instanceof AppError && error.code === code && message.test(error.message);
}
