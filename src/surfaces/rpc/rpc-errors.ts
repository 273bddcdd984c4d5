import type { StandardRPCHandlerOptions } from '@orpc/server/standard';
import type { OperationContext } from '#operations/operation.ts';
import { toAppError, toOrpcError } from '#operations/to-app-error.ts';
import { createErrorReports } from '../rest/reported-error.ts';

/** What makes errors of the RPC surface fit to be shown, whatever carries them. */
export function createRpcErrors(): Required<
  Pick<StandardRPCHandlerOptions<OperationContext>, 'interceptors' | 'clientInterceptors'>
> {
  const reports = createErrorReports();
  return {
    interceptors: [
      async ({ context, next }) => {
        try {
          return await next();
        } catch (thrown) {
          const { error } = reports.report(thrown, context);
          // The original knows whether its code is one the operation declares.
          throw error === toAppError(thrown) ? thrown : toOrpcError(error);
        }
      },
    ],
    clientInterceptors: [
      (options) => {
        reports.markCalled(options.context);
        return options.next();
      },
    ],
  };
}
