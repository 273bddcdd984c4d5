import { OpenAPIHandler } from '@orpc/openapi/node';
import { ERROR_TABLE } from '#contract/error-table.ts';
import type { OperationRouter } from '#operations/describe.ts';
import type { Services } from '#operations/services.ts';
import type { Handle } from '../http/exchange.ts';
import { toErrorBody, toErrorHeaders } from '../http/public-error.ts';
import { readCaller } from '../http/read-caller.ts';
import { readJsonBody } from '../http/read-json-body.ts';
import type { RunFeed } from '../sse/run-feed.ts';
import { createBodyLimits } from './body-limits.ts';
import { createErrorReports } from './reported-error.ts';
import { PREFIX, type RestContext } from './rest-context.ts';
import { serveFeed } from './serve-feed.ts';

/** What reads the operations for HTTP. */
export interface RestOptions {
  readonly router: OperationRouter;
  readonly services: Services;
  readonly feed: RunFeed;
}

/** The operations as a REST interface below `/api`: resource paths, JSON, errors by HTTP status. */
export function createRest({ router, services, feed }: RestOptions): Handle {
  const limits = createBodyLimits(router);
  const reports = createErrorReports();
  const handler = new OpenAPIHandler<RestContext>(router, {
    rootInterceptors: [
      async ({ context, next }) => {
        const result = await next();
        // A stream answered by itself: nothing is left to send.
        return context.exchange.response.headersSent ? { matched: false, response: undefined } : result;
      },
    ],
    interceptors: [
      async ({ context, next }) => {
        try {
          const result = await next();
          if (result.matched) result.response.headers['cache-control'] ??= 'no-store';
          return result;
        } catch (thrown) {
          const { error } = reports.report(thrown, context);
          const headers = { ...toErrorHeaders(error), 'cache-control': 'no-store' };
          return {
            matched: true,
            response: { status: ERROR_TABLE[error.code].status, headers, body: toErrorBody(error) },
          };
        }
      },
    ],
    clientInterceptors: [
      (options) => {
        reports.markCalled(options.context);
        return serveFeed(options, feed);
      },
    ],
  });

  return async (exchange) => {
    const { request, response, path } = exchange;
    const { method = 'GET' } = request;
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const body = hasBody ? await readJsonBody(request, limits.forRest(method, path.slice(PREFIX.length))) : undefined;
    // Node sends no body for what began as HEAD, whatever is answered.
    if (method === 'HEAD') request.method = 'GET';
    const context = { services, caller: readCaller(exchange, 'rest'), exchange };
    const { matched } = await handler.handle(Object.assign(request, { body }), response, { prefix: PREFIX, context });
    return matched || response.headersSent;
  };
}
