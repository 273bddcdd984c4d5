import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { RouterClient } from '@orpc/server';
import type { Operations } from '#operations/list.ts';

/** Every operation as a typed function: `await client.run.get({ runId })`. Streams are async iterables. */
export type Client = RouterClient<Operations>;

/**
 * A typed client over HTTP. It holds the types of the operations only, none of their code, so a browser can use it.
 * In a page of the server the session cookie is enough; elsewhere give a token.
 */
export function createClient(options: {
  /** Address of the server, e.g. `http://127.0.0.1:4680`. */
  readonly url: string;
  readonly token?: string;
  readonly fetch?: typeof globalThis.fetch;
}): Client {
  const { url, token, fetch } = options;
  const link = new RPCLink({
    url: new URL('/rpc', url).href,
    ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
    ...(fetch === undefined ? {} : { fetch: (request: Request, init: RequestInit) => fetch(request, init) }),
  });
  return createORPCClient(link);
}
