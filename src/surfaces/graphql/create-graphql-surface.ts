import { GraphQLError } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { AppError } from '#contract/app-error.ts';
import type { OperationRouter } from '#operations/describe.ts';
import { operations } from '#operations/list.ts';
import type { Services } from '#operations/services.ts';
import type { Fetch } from '../http/exchange.ts';
import { buildSchema } from './build-schema.ts';
import { assertMayIntrospect } from './introspection-guard.ts';
import { createOperationCalls, type GraphqlContext, toReported } from './operation-calls.ts';
import { parseWithinLimits } from './query-limits.ts';
import { refuseRequest } from './refuse-request.ts';
import { createSubscriptionSlots } from './subscription-slots.ts';
import { toGraphqlError, toRequestError } from './to-graphql-error.ts';

/** Path of the GraphQL surface. */
export const ENDPOINT = '/graphql';

const MAX_BODY_BYTES = 1_000_000;
const MAX_SUBSCRIPTIONS = 200;

/** What the GraphQL surface is made of. */
export interface GraphqlOptions {
  readonly services: Services;
  /** The operations it shows; all of them by default. */
  readonly router?: OperationRouter;
  /** Whether a page to try queries on is answered to browsers. */
  readonly development?: boolean;
  /** Subscriptions open at a time. */
  readonly maxSubscriptions?: number;
}

/**
 * The operations as GraphQL over HTTP: queries, mutations, and subscriptions as server-sent events (graphql-sse, one
 * connection each).
 */
export function createGraphqlSurface(options: GraphqlOptions): Fetch {
  const { services, router = operations, development = false, maxSubscriptions = MAX_SUBSCRIPTIONS } = options;
  const slots = createSubscriptionSlots(maxSubscriptions);
  const schema = buildSchema(router, createOperationCalls(router, services, slots));
  const guard: Plugin<GraphqlContext> = {
    onParse({ setParseFn }) {
      setParseFn(parseWithinLimits);
    },
    async onExecute({ args }) {
      const { caller } = args.contextValue;
      try {
        await assertMayIntrospect(args.document, caller, services);
      } catch (error) {
        throw toRequestError(toReported(services, error, caller));
      }
    },
  };
  const yoga = createYoga<GraphqlContext>({
    schema,
    graphqlEndpoint: ENDPOINT,
    plugins: [guard],
    graphiql: development,
    landingPage: false,
    // Cross-origin calls and health are the business of the server around it.
    cors: false,
    healthCheckEndpoint: `${ENDPOINT}/health`,
    multipart: false,
    batching: false,
    maxRequestBodySize: MAX_BODY_BYTES,
    // A cache keyed by text would keep megabytes of what strangers sent.
    parserAndValidationCache: false,
    logging: false,
    maskedErrors: { maskError: (error) => toMasked(error, services) },
  });

  return async (request, caller) => {
    const refusal = refuseRequest(request);
    if (refusal !== undefined) return refusal;
    const response = await yoga.fetch(request, { caller, signal: request.signal });
    // Headers of a connection are not the business of an answer, and "none" is no encoding.
    response.headers.delete('connection');
    response.headers.delete('content-encoding');
    return response;
  };
}

/** Errors of GraphQL itself and told ones pass; anything else is a defect of ours. */
function toMasked(thrown: unknown, services: Services): Error {
  if (thrown instanceof GraphQLError) {
    const { originalError } = thrown;
    if (originalError === undefined || originalError === null || originalError instanceof GraphQLError) return thrown;
  }
  const cause = thrown instanceof GraphQLError ? thrown.originalError : thrown;
  const reason = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  services.log('error', 'A GraphQL request failed.', { reason });
  return toGraphqlError(new AppError('internal', 'Something went wrong in the server. Its log says what.'));
}
