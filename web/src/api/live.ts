import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { Client } from './client.ts';
import { type Connection, createConnection } from './live/connection.ts';
import { type FollowHandlers, followStream, type OpenStream } from './live/follow-stream.ts';
import { toQuietSocket } from './live/quiet-socket.ts';
import { noteLoggedOut, waitForLogin } from './server-state.ts';

/** The one socket of this page: every stream goes over it, because a browser allows few connections to a server. */
export const connection: Connection<Client> = createConnection<Client>({
  openSocket: () => new WebSocket(`${location.origin.replace(/^http/, 'ws')}/rpc/socket`),
  toClient: (websocket) => createORPCClient(new RPCLink({ websocket: toQuietSocket(websocket) })),
});

/**
 * Follows a stream of the server, e.g. `follow((live, signal, lastEventId) => live.run.events({ runId }, { signal, lastEventId }), { onEntry })`.
 * It survives a lost connection and a restarted server: it opens again and goes on behind the last entry seen, so that an entry comes once.
 * Call the answer to stop.
 */
export function follow<T>(open: OpenStream<Client, T>, handlers: FollowHandlers<T>): () => void {
  const stop = new AbortController();
  const options = {
    signal: stop.signal,
    untilLoggedIn: async (signal: AbortSignal): Promise<void> => {
      noteLoggedOut();
      await waitForLogin(signal);
    },
  };
  const release = connection.hold();
  void followStream(connection, open, handlers, options).finally(release);
  return () => stop.abort();
}
