import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { WebhookHandler } from '../webhook/webhook-handler.ts';

/** An answer as it came. */
export interface HookAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON. */
  json(): Record<string, unknown>;
}

/** A server of webhooks on loopback. */
export interface HookServer {
  readonly port: number;
  /** Requests whose headers came. */
  readonly arrived: number;
  /** Requests that were for no webhook. */
  readonly passedOn: string[];
  send(
    path: string,
    options?: { method?: string; headers?: Record<string, string>; body?: string | Buffer; signal?: AbortSignal },
  ): Promise<HookAnswer>;
  /** Sends JSON. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<HookAnswer>;
}

/** Serves webhooks until the test ends. */
export async function serveHooks(t: TestContext, handler: WebhookHandler): Promise<HookServer> {
  const passedOn: string[] = [];
  let arrived = 0;
  const server = createServer((incoming, response) => {
    const taken = handler.tryHandle(incoming, response);
    arrived += 1;
    if (taken) return;
    passedOn.push(incoming.url ?? '');
    response.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const send: HookServer['send'] = (path, { method = 'POST', headers = {}, body = '', signal } = {}) =>
    new Promise((resolve, reject) => {
      const length = body.length === 0 ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          path,
          method,
          agent: false,
          headers: { ...length, ...headers },
          ...(signal === undefined ? {} : { signal }),
        },
        async (response) => {
          const chunks: Buffer[] = [];
          for await (const chunk of response) chunks.push(chunk as Buffer);
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: () => JSON.parse(text) });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  return {
    port,
    get arrived() {
      return arrived;
    },
    passedOn,
    send,
    post: (path, body, headers) =>
      send(path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }),
  };
}
