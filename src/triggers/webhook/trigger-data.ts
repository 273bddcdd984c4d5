import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { toFields } from './parse-body.ts';
import type { WebhookRoute } from './webhook-route.ts';

/** Headers that prove who somebody is, wherever they were meant for. */
const CREDENTIALS = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key']);

/** Headers by name, without those that prove who calls. */
function toHeaders(headers: IncomingHttpHeaders, hidden: ReadonlySet<string>): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && !CREDENTIALS.has(name) && !hidden.has(name)) kept[name] = value;
  }
  return kept;
}

function toQuery(query: URLSearchParams, hidden: ReadonlySet<string>): JsonObject {
  if (query.size === 0) return {};
  const fields = toFields(query);
  return hidden.size === 0 ? fields : Object.fromEntries(Object.entries(fields).filter(([name]) => !hidden.has(name)));
}

/** A request that was let in. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path as sent, without the query. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly raw: Buffer;
  readonly body: JsonValue;
  readonly ip: string;
}

/** What the run sees as `trigger`. */
export function toTriggerData(route: WebhookRoute, request: ReceivedRequest): JsonObject {
  const { method, path, params, query, headers, raw, body, ip } = request;
  return {
    step: route.stepId,
    method,
    path,
    params,
    query: toQuery(query, route.auth.kind === 'token' && route.auth.in === 'query' ? route.hidden : NOTHING),
    headers: toHeaders(headers, route.hidden),
    body,
    ...(route.rawBody === 'none' ? {} : { rawBody: raw.toString(route.rawBody === 'text' ? 'utf8' : 'base64') }),
    ip,
  };
}

const NOTHING: ReadonlySet<string> = new Set();
