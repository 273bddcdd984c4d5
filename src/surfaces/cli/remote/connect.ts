import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#contract/app-error.ts';
import { isLoopback, toHostName } from '../../http/network-name.ts';
import { type Client, createClient } from '../../rpc/create-client.ts';
import type { RemoteServer } from '../app-port.ts';
import { toRemoteError } from './to-remote-error.ts';

/** A server, ready to be asked. */
export interface Connection {
  readonly url: string;
  /** Asks, and gives errors as those of the product. */
  call<T>(ask: (client: Client) => Promise<T>): Promise<T>;
  /** The client itself, for streams. */
  readonly client: Client;
}

/** @throws AppError usage-invalid when there is no token to show */
export async function connect(server: RemoteServer): Promise<Connection> {
  const { url } = server;
  const token = server.token ?? (await readOwnerToken(server));
  const client = createClient({
    url,
    token,
    // The token is for this server and no other.
    fetch: (request, init) => fetch(request, { ...init, redirect: 'error' }),
  });
  return {
    url,
    client,
    async call(ask) {
      try {
        return await ask(client);
      } catch (error) {
        throw toRemoteError(error, url);
      }
    },
  };
}

/** The owner token of the data folder, which is for servers on this machine only. */
async function readOwnerToken({ url, dataDir }: RemoteServer): Promise<string> {
  const { hostname } = new URL(url);
  if (!isLoopback(toHostName(hostname) ?? hostname)) {
    throw new AppError(
      'unauthenticated',
      `${url} needs an API token. Give it with FLOWRIGHT_TOKEN or --token; "flowright token create" makes one there.`,
    );
  }
  const path = join(dataDir, 'owner-token');
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    throw new AppError(
      'unauthenticated',
      `There is no token for ${url}: ${path} cannot be read. Name the data folder of the server with --data, or give a token with FLOWRIGHT_TOKEN or --token.`,
      { cause: error },
    );
  }
}
