import { AppError } from '#contract/app-error.ts';
import { ERROR_TABLE } from '#contract/error-table.ts';
import type { RunStatus } from '#contract/run-event.ts';

/** Exit codes of every command. */
export const EXIT = { succeeded: 0, failed: 1, invalid: 2, cancelled: 3, interrupted: 130, terminated: 143 } as const;

/** Exit code for how a run stands. A run that waits is safe on disk, which is all the command was asked for. */
export function toRunExitCode(status: RunStatus): number {
  if (status === 'failed') return EXIT.failed;
  return status === 'cancelled' || status === 'timed-out' ? EXIT.cancelled : EXIT.succeeded;
}

/** Exit code for an error that ended a command: what the person wrote is 2, what the state or the world did not allow is 1. */
export function toErrorExitCode(error: unknown): number {
  if (!(error instanceof AppError)) return EXIT.failed;
  const { code } = error;
  if (code === 'run-cancelled' || code === 'run-timeout') return EXIT.cancelled;
  if (code === 'storage-newer') return EXIT.failed;
  // A server that lets nobody in, or not now, says nothing about what was written.
  if (code === 'unauthenticated' || code === 'forbidden' || code === 'rate-limited') return EXIT.failed;
  const { fault, status } = ERROR_TABLE[code];
  return fault === 'user' && status !== 409 ? EXIT.invalid : EXIT.failed;
}
