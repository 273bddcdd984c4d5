import { ORPCError } from '@orpc/server';
import { AppError } from '#contract/app-error.ts';
import type { OperationContext } from '#operations/operation.ts';
import { toAppError } from '#operations/to-app-error.ts';
import { type PublicError, toPublicError } from '../http/public-error.ts';
import { describeThrown } from '../http/thrown-text.ts';

/** Tells failures to read a request from failures of the operation it asks for. */
export interface ErrorReports {
  /** For an operation that is about to be called. */
  markCalled(context: OperationContext): void;
  /** The error as it may be shown; failures of ours are logged, unless the operation did so itself. */
  report(thrown: unknown, context: OperationContext): PublicError;
}

/** Reports of one surface. */
export function createErrorReports(): ErrorReports {
  const called = new WeakSet<OperationContext>();
  return {
    markCalled: (context) => void called.add(context),
    report(thrown, context) {
      const { caller, services } = context;
      const isOurs = thrown instanceof ORPCError || thrown instanceof AppError;
      if (!isOurs && !called.has(context)) {
        const message =
          'The request cannot be read: it is put together in another way than this address takes. Correct it.';
        return { error: new AppError('usage-invalid', message, { cause: thrown }), report: false };
      }
      const error = toAppError(thrown);
      const shown = toPublicError(error, caller.requestId);
      const isLogged = thrown instanceof ORPCError && thrown.cause instanceof AppError && error.code === 'internal';
      if (shown.report && !isLogged) {
        services.log('error', 'A request failed.', { requestId: caller.requestId, ...describeThrown(thrown) });
      }
      return shown;
    },
  };
}
