import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { AppError } from '#contract/app-error.ts';
import type { RequestBody } from './body-source.ts';
import type { Auth } from './request-auth.ts';
import { toRequestFailure, toTimeoutFailure } from './request-failure.ts';
import { dropCredentials, type Headers } from './request-headers.ts';
import { parseUrl, toShownUrl } from './request-url.ts';
import { ACCEPTED_ENCODINGS, decompress } from './response-stream.ts';

/** A request to send, once or for every page. */
export interface RequestPlan {
  readonly dispatcher: Dispatcher;
  readonly method: string;
  readonly headers: Headers;
  readonly body: RequestBody | undefined;
  readonly auth: Auth;
  /** Where credentials may go. */
  readonly origin: string;
  /** Redirects followed at most; 0 for none, `undefined` to take a redirect as the answer. */
  readonly maxRedirects: number | undefined;
  /** From connecting to the end of the body, redirects included. */
  readonly timeoutMs: number;
  /** Whether sending it twice may do harm. */
  readonly isEffect: boolean;
  readonly signal: AbortSignal;
}

/** The answer at the end of the redirects. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly url: URL;
  /** Decompressed. */
  readonly body: Readable;
}

interface Hop {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: RequestBody | undefined;
  /** Whether credentials may go along. */
  readonly isTrusted: boolean;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MAX_DISCARDED_BYTES = 65_536;

/**
 * Sends a request and gives the answer to `read`, all within the time limit.
 * @throws AppError `request-failed`, `request-timeout`, `address-refused`, `response-rejected`; the signal's reason when it is aborted
 */
export async function sendRequest<T>(plan: RequestPlan, url: URL, read: (answer: Answer) => Promise<T>): Promise<T> {
  const { signal, timeoutMs, isEffect } = plan;
  signal.throwIfAborted();
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(), timeoutMs);
  let at = url;
  try {
    const answer = await follow(plan, url, AbortSignal.any([signal, clock.signal]), (next) => {
      at = next;
    });
    return await read(answer);
  } catch (thrown) {
    signal.throwIfAborted();
    if (clock.signal.aborted) throw toTimeoutFailure(at, timeoutMs, isEffect);
    throw toRequestFailure(thrown, at, isEffect);
  } finally {
    clearTimeout(timer);
  }
}

async function follow(plan: RequestPlan, url: URL, signal: AbortSignal, onHop: (url: URL) => void): Promise<Answer> {
  let hop = start(plan, url);
  for (let redirects = 0; ; redirects++) {
    onHop(hop.url);
    const response = await dispatch(plan, hop, signal);
    const location = REDIRECTS.has(response.statusCode) ? response.headers.location : undefined;
    if (location === undefined || plan.maxRedirects === undefined) {
      const isEmpty = hop.method === 'HEAD' || response.statusCode === 204 || response.statusCode === 304;
      const encoding = isEmpty ? undefined : response.headers['content-encoding'];
      return {
        status: response.statusCode,
        headers: response.headers,
        url: hop.url,
        body: decompress(response.body, Array.isArray(encoding) ? encoding.join(',') : encoding),
      };
    }
    await response.body.dump({ limit: MAX_DISCARDED_BYTES });
    if (redirects >= plan.maxRedirects) {
      throw new AppError(
        'response-rejected',
        `${toShownUrl(url)} redirected more than ${plan.maxRedirects} times. Check the address, or raise "maxRedirects".`,
        {
          data: { status: response.statusCode, url: toShownUrl(hop.url) },
        },
      );
    }
    hop = redirect(plan, hop, response.statusCode, Array.isArray(location) ? (location[0] ?? '') : location);
  }
}

function start(plan: RequestPlan, url: URL): Hop {
  const isTrusted = url.origin === plan.origin;
  const hop = { method: plan.method, url: new URL(url), headers: new Map(plan.headers), body: plan.body, isTrusted };
  if (isTrusted) plan.auth.apply(hop.url, hop.headers);
  else dropCredentials(hop.headers);
  return hop;
}

/** The next request (Fetch standard, HTTP-redirect fetch). */
function redirect(plan: RequestPlan, hop: Hop, status: number, location: string): Hop {
  const url = parseUrl(location, hop.url);
  url.username = '';
  url.password = '';
  const headers: Headers = new Map(hop.headers);
  // Once away from where credentials belong they stay away, even if a redirect leads back.
  const isTrusted = hop.isTrusted && url.origin === plan.origin;
  if (isTrusted) plan.auth.apply(url, headers);
  else dropCredentials(headers);
  const dropsBody =
    status === 303 ? hop.method !== 'HEAD' : (status === 301 || status === 302) && hop.method === 'POST';
  if (!dropsBody) return { ...hop, url, headers, isTrusted };
  headers.delete('content-type');
  return { method: 'GET', url, headers, body: undefined, isTrusted };
}

async function dispatch({ dispatcher }: RequestPlan, { method, url, headers, body }: Hop, signal: AbortSignal) {
  const sent: Record<string, string | string[]> = {
    'accept-encoding': ACCEPTED_ENCODINGS,
    ...Object.fromEntries(headers),
  };
  if (body !== undefined) {
    if (body.contentType !== undefined) sent['content-type'] ??= body.contentType;
    sent['content-length'] = String(body.sizeBytes);
  }
  return dispatcher.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: method as Dispatcher.HttpMethod,
    headers: sent,
    body: body?.open() ?? null,
    signal,
  });
}
