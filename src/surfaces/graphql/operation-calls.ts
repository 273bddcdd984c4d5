import type { AppError } from '#contract/app-error.ts';
import type { Caller } from '#operations/caller.ts';
import { callOperation, type OperationRouter } from '#operations/describe.ts';
import type { Services } from '#operations/services.ts';
import { toAppError } from '#operations/to-app-error.ts';
import { toPublicError } from '../http/public-error.ts';
import { describeThrown } from '../http/thrown-text.ts';
import type { OperationCalls } from './build-schema.ts';
import type { SubscriptionSlots } from './subscription-slots.ts';
import { toGraphqlError } from './to-graphql-error.ts';

/** What each request brings. */
export interface GraphqlContext {
  readonly caller: Caller;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
}

/** The part of any error that may be told; failures of ours are logged, unless the chain of operations has done so. */
export function toReported(
  services: Services,
  thrown: unknown,
  { requestId }: Caller,
  isLogged: (error: AppError) => boolean = () => false,
): AppError {
  const error = toAppError(thrown);
  const shown = toPublicError(error, requestId);
  if (shown.report && !isLogged(error)) {
    services.log('error', 'A GraphQL request failed.', { requestId, ...describeThrown(error.cause ?? error) });
  }
  return shown.error;
}

/** Calls operations for the resolvers, and answers their errors in the form of GraphQL. */
export function createOperationCalls(
  router: OperationRouter,
  services: Services,
  slots: SubscriptionSlots,
): OperationCalls<GraphqlContext> {
  const call = async (id: string, input: unknown, { caller, signal }: GraphqlContext) => {
    try {
      return await callOperation(router, id, input, { services, caller }, { signal });
    } catch (error) {
      throw toGraphqlError(toReported(services, error, caller, ({ code }) => code === 'internal'));
    }
  };

  return {
    call,
    async stream(id, input, context) {
      const { caller, signal } = context;
      try {
        const open = () => callOperation(router, id, input, { services, caller }, { signal });
        // A description that streams is one whose call resolves to a stream.
        const entries = await slots.follow(async () => (await open()) as AsyncIterable<unknown>, signal);
        return withToldErrors(entries, (error) => toGraphqlError(toReported(services, error, caller)));
      } catch (error) {
        throw toGraphqlError(toReported(services, error, caller, ({ code }) => code === 'internal'));
      }
    },
  };
}

function withToldErrors(entries: AsyncIterable<unknown>, tell: (error: unknown) => Error): AsyncIterable<unknown> {
  const source = entries[Symbol.asyncIterator]();
  const iterator: AsyncIterableIterator<unknown> = {
    next: () =>
      source.next().catch((error: unknown) => {
        throw tell(error);
      }),
    return: async () => {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
