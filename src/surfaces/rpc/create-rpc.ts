import { RPCHandler } from '@orpc/server/node';
import type { OperationRouter } from '#operations/describe.ts';
import type { Services } from '#operations/services.ts';
import type { Handle } from '../http/exchange.ts';
import { readCaller } from '../http/read-caller.ts';
import { readJsonBody } from '../http/read-json-body.ts';
import { createBodyLimits } from '../rest/body-limits.ts';
import { createRpcErrors } from './rpc-errors.ts';

/** Path of the RPC surface. */
export const PREFIX = '/rpc';

/** The operations for the typed client (see create-client.ts). */
export function createRpc({
  router,
  services,
}: {
  readonly router: OperationRouter;
  readonly services: Services;
}): Handle {
  const limits = createBodyLimits(router);
  const handler = new RPCHandler(router, createRpcErrors());
  return async (exchange) => {
    const { request, response, path } = exchange;
    const body =
      request.method === 'GET' ? undefined : await readJsonBody(request, limits.forRpc(path.slice(PREFIX.length)));
    const context = { services, caller: readCaller(exchange, 'rpc') };
    const { matched } = await handler.handle(Object.assign(request, { body }), response, { prefix: PREFIX, context });
    return matched;
  };
}
