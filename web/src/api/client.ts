import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { RouterClient } from '@orpc/server';
import type { Operations } from '#operations/list.ts';
import { watchedFetch } from './watched-fetch.ts';

/** Every operation of the server as a typed function. */
export type Client = RouterClient<Operations>;

/** Calls over HTTP, with the session cookie. Streams go over the one socket of `live.ts`. */
export const client: Client = createORPCClient(
  new RPCLink({ url: `${location.origin}/rpc`, fetch: (request, init) => watchedFetch(request, init) }),
);
