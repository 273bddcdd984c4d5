import { AppError } from '#contract/app-error.ts';
import { toFault } from './sqlite-fault.ts';

/** The AppError of a failure of the database; `action` says what was attempted, e.g. `Reading the run`. */
export function toStorageError(error: unknown, action: string): AppError {
  if (error instanceof AppError) return error;
  const { code, message } = toFault(error, action);
  return new AppError(code, message, { cause: error });
}
