import type { ServerResponse } from 'node:http';
import type { Exchange, Fetch, Handle } from './exchange.ts';
import { DEFAULT_BODY_BYTES, readBody } from './read-body.ts';
import { readCaller } from './read-caller.ts';

/** Lets a surface written for the Fetch API answer. Its `Request` is aborted when the client goes away. */
export function createFetchHandle(options: {
  readonly fetch: Fetch;
  /** Its name in audit entries, e.g. `graphql`. */
  readonly surface: string;
  readonly maxBodyBytes?: number;
}): Handle {
  const { fetch, surface, maxBodyBytes = DEFAULT_BODY_BYTES } = options;
  return async (exchange) => {
    const gone = new AbortController();
    exchange.response.once('close', () => gone.abort());
    const request = await toRequest(exchange, maxBodyBytes, gone.signal);
    const response = await fetch(request, readCaller(exchange, surface));
    await sendResponse(exchange.response, response);
    return true;
  };
}

async function toRequest({ request, path, query }: Exchange, maxBytes: number, signal: AbortSignal): Promise<Request> {
  const method = request.method ?? 'GET';
  const headers = new Headers();
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
    const [name = '', value = ''] = request.rawHeaders.slice(at, at + 2);
    // HTTP/2 pseudo headers do not exist here; names the Fetch API refuses cannot come through node's parser.
    headers.append(name, value);
  }
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const body = hasBody ? await readBody(request, maxBytes) : undefined;
  const url = `http://${request.headers.host ?? 'localhost'}${path}${query === '' ? '' : `?${query}`}`;
  return new Request(url, { method, headers, signal, ...(body === undefined ? {} : { body: new Uint8Array(body) }) });
}

async function sendResponse(target: ServerResponse, response: Response): Promise<void> {
  for (const [name, value] of response.headers) if (name !== 'set-cookie') target.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) target.setHeader('set-cookie', cookies);
  if (!target.hasHeader('cache-control')) target.setHeader('cache-control', 'no-store');
  target.writeHead(response.status);
  if (response.body === null) {
    target.end();
    return;
  }
  target.flushHeaders();
  const reader = response.body.getReader();
  const cancel = () => void reader.cancel().catch(() => undefined);
  target.once('close', cancel);
  for (;;) {
    const { done, value } = await reader.read();
    if (done || target.destroyed) break;
    if (!target.write(value)) await untilWritable(target);
  }
  target.off('close', cancel);
  target.end();
}

/** Resolves when the client took what was written, or went away. */
export function untilWritable(target: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      target.off('drain', done);
      target.off('close', done);
      resolve();
    };
    if (target.destroyed) resolve();
    else target.once('drain', done).once('close', done);
  });
}
