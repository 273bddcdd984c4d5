import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exchange, Handle } from '../http/exchange.ts';
import { once } from '../http/mount.ts';
import { PAGE_POLICY } from '../http/security-headers.ts';

/** A text that is served under one path. */
export interface StaticText {
  readonly type: string;
  read(): Promise<string>;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
};

/** A file of a folder of ours. */
export function toStaticFile(folder: string, name: string): StaticText {
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain; charset=utf-8';
  return { type, read: () => readFile(join(folder, name), 'utf8') };
}

/** Serves texts by their paths; each is read at its first request and kept. */
export function createStatic(texts: ReadonlyMap<string, StaticText>): Handle {
  const entries = [...texts].map(([path, { type, read }]) => {
    const load = once(async () => {
      const body = Buffer.from(await read());
      return { type, body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` };
    });
    return [path, load] as const;
  });
  const byPath = new Map(entries);
  return async (exchange) => {
    const { method } = exchange.request;
    const load = byPath.get(exchange.path);
    if (load === undefined || (method !== 'GET' && method !== 'HEAD')) return false;
    send(exchange, await load());
    return true;
  };
}

function send(
  { request, response }: Exchange,
  { type, body, etag }: { readonly type: string; readonly body: Buffer; readonly etag: string },
): void {
  response.setHeader('cache-control', 'no-cache');
  response.setHeader('etag', etag);
  if (type.startsWith('text/html')) response.setHeader('content-security-policy', PAGE_POLICY);
  if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
  else response.writeHead(200, { 'content-type': type, 'content-length': body.length }).end(body);
}
