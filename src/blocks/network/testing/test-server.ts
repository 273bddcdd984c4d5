import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request a test server got. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A real HTTP server on loopback. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly seen: Seen[];
  close(): void;
}

type Route = (request: Seen, response: ServerResponse) => void;

/** Starts a server that answers by path (without the query), and 404 for others. */
export async function startTestServer(routes: Readonly<Record<string, Route>>): Promise<TestServer> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const one = { method, url, headers, body: (await buffer(request)).toString('latin1') };
    seen.push(one);
    const route = routes[url.replace(/\?.*$/, '')];
    if (route !== undefined) route(one, response);
    else response.writeHead(404).end('nothing here');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seen,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Answers JSON. */
export function answerJson(response: ServerResponse, value: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}
