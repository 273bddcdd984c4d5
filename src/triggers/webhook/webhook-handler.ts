import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '#contract/app-error.ts';
import type { RunTrigger } from '#contract/run-event.ts';
import type { TriggerPorts } from '../ports.ts';
import { awaitReply } from './await-reply.ts';
import { assertNoForeignPage, hasToken, isAllowedOrigin } from './check-caller.ts';
import { parseBody } from './parse-body.ts';
import { type BodyBudget, readBody } from './read-body.ts';
import type { Found, RouteTable } from './route-table.ts';
import { sendEnd, sendFailure, sendJson, sendResponse, sendStarted } from './send-answer.ts';
import { toTriggerData } from './trigger-data.ts';
import { isSigned } from './verify-signature.ts';
import type { WebhookRoute } from './webhook-route.ts';

/** Where webhooks live. */
const PREFIX = '/hooks/';
/** How long a body may take to arrive, in milliseconds. */
const BODY_TIMEOUT_MS = 30_000;
/** Bytes of bodies that may arrive at the same time. */
const MAX_ARRIVING_BYTES = 268_435_456;
const MAX_PATH_LENGTH = 4_096;
const MAX_KEY_LENGTH = 200;
const PREFLIGHT_SECONDS = 600;
/** Callers share no budget: one of them could use it up for all, so only their addresses count. */
const CALLER = 'nobody';
/** Why a wait ended. Without a reason each request would cost an error with its stack. */
const OVER = 'over';

/** What the handler needs. */
export interface WebhookHandlerOptions
  extends Pick<TriggerPorts, 'host' | 'journal' | 'secrets' | 'rateLimiter' | 'clock' | 'log'> {
  /** The routes of what is active now, once that is known. */
  routes(): RouteTable | Promise<RouteTable>;
  /** Network address of a client, where it is not the one that is connected. */
  readonly addressOf?: (request: IncomingMessage) => string;
  /** Refuses names the server does not go by. @throws AppError address-refused */
  readonly checkHost?: (host: string | undefined) => void;
  readonly bodyTimeoutMs?: number;
  readonly maxArrivingBytes?: number;
}

/** Answers requests under `/hooks/`, straight from the socket: a run costs less than a layer of HTTP would. */
export interface WebhookHandler {
  /** Takes the request over, and says so, if it is for a webhook. Never throws. */
  tryHandle(request: IncomingMessage, response: ServerResponse): boolean;
}

/** A request on its way through the handler. */
interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly ip: string;
}

function toAddress({ socket }: IncomingMessage): string {
  const address = socket.remoteAddress ?? 'unknown';
  return address.startsWith('::ffff:') ? address.slice(7) : address;
}

/** The key under which the route starts one run only. @throws AppError input-invalid */
function toKey(route: WebhookRoute, { request }: Call): string | undefined {
  const { dedupeHeader, stepId } = route;
  const value = dedupeHeader === undefined ? undefined : request.headers[dedupeHeader];
  if (typeof value !== 'string' || value === '') return undefined;
  if (value.length > MAX_KEY_LENGTH) {
    throw new AppError(
      'input-invalid',
      `The header "${dedupeHeader}" is longer than ${MAX_KEY_LENGTH} characters. Send a shorter key.`,
    );
  }
  return `webhook:${stepId}:${value}`;
}

/** Makes the handler of webhooks. */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  const { host, secrets, rateLimiter, clock, log, addressOf = toAddress, checkHost } = options;
  const budget: BodyBudget = { usedBytes: 0, maxBytes: options.maxArrivingBytes ?? MAX_ARRIVING_BYTES };
  const bodyTimeoutMs = options.bodyTimeoutMs ?? BODY_TIMEOUT_MS;

  function refuseCaller(route: WebhookRoute): AppError {
    const wanted = route.auth.kind === 'token' ? 'a valid token' : 'a valid, recent signature';
    return new AppError('unauthenticated', `This webhook needs ${wanted}. Look at how it is configured.`);
  }

  async function start(
    route: WebhookRoute,
    call: Call,
    params: Readonly<Record<string, string>>,
  ): Promise<string | undefined> {
    const { request, method, path, query, ip } = call;
    const { auth, body: kind, maxBodyBytes } = route;
    if (auth.kind === 'token' && !hasToken(auth, request.headers, query, secrets.open(auth.secret)))
      throw refuseCaller(route);
    const raw = await readBody(request, { maxBytes: maxBodyBytes, timeoutMs: bodyTimeoutMs, clock, budget });
    if (raw === undefined) return undefined;
    const { headers } = request;
    if (auth.kind === 'signature' && !isSigned(auth.scheme, headers, raw, secrets.open(auth.secret), clock.wall()))
      throw refuseCaller(route);
    if ((headers['content-encoding'] ?? 'identity') !== 'identity')
      throw new AppError('usage-invalid', 'Compressed bodies are not taken. Send it without "Content-Encoding".');
    const parsed = parseBody(raw, headers['content-type'], kind);
    const body = parsed instanceof Promise ? await parsed : parsed;
    const key = toKey(route, call);
    const trigger: RunTrigger = {
      kind: 'webhook',
      by: ip,
      data: toTriggerData(route, { method, path, params, query, headers, raw, body, ip }),
    };
    const { workflowId, version } = route;
    const { runId } = await host.start({
      workflowId,
      version,
      trigger,
      ...(key === undefined ? {} : { idempotencyKey: key }),
    });
    return runId;
  }

  async function reply(route: WebhookRoute, { response }: Call, runId: string, timeoutMs: number): Promise<void> {
    const ended = new AbortController();
    // Whoever hung up gets no answer; the run goes on.
    const leave = () => ended.abort(OVER);
    response.once('close', leave);
    const stopTimer = clock.after(timeoutMs, leave);
    try {
      const found = await awaitReply(options, runId, route.respondSteps, ended.signal);
      if (found?.kind === 'response') sendResponse(response, found.output, runId);
      else if (found?.kind === 'end') sendEnd(response, found.record, route.showErrors);
      else {
        const message = `The run did not answer within ${timeoutMs} ms; it goes on. Its id is ${runId}.`;
        sendJson(response, 504, { error: { code: 'request-timeout', message }, runId }, runId);
      }
    } catch (error) {
      fail(response, error, { 'x-run-id': runId });
    } finally {
      stopTimer();
      response.off('close', leave);
      ended.abort(OVER);
    }
  }

  async function answer(call: Call, route: WebhookRoute, params: Readonly<Record<string, string>>): Promise<void> {
    const { request, response, method } = call;
    if (route.origins.size > 0) allowOrigin(call, route);
    assertNoForeignPage(route, method, request.headers);
    const runId = await start(route, call, params);
    if (runId === undefined) return;
    if (route.wait === undefined) sendStarted(response, runId);
    else await reply(route, call, runId, route.wait.timeoutMs);
  }

  function allowOrigin({ request, response }: Call, route: WebhookRoute): void {
    const { origin } = request.headers;
    response.setHeader('vary', 'origin');
    if (origin === undefined || !isAllowedOrigin(route, origin)) return;
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', 'x-run-id, retry-after');
  }

  /** Answers a browser that asks whether a page may call. */
  function answerPreflight(call: Call, table: RouteTable): boolean {
    const { request, response, path } = call;
    const wanted = request.headers['access-control-request-method'];
    if (call.method !== 'OPTIONS' || typeof wanted !== 'string' || request.headers.origin === undefined) return false;
    const found = table.find(wanted.toUpperCase(), path.slice(PREFIX.length));
    if (found === undefined || !('route' in found) || found.route.origins.size === 0) return false;
    allowOrigin(call, found.route);
    if (isAllowedOrigin(found.route, request.headers.origin)) {
      const headers = request.headers['access-control-request-headers'];
      response.setHeader('access-control-allow-methods', wanted.toUpperCase());
      if (typeof headers === 'string') response.setHeader('access-control-allow-headers', headers);
      response.setHeader('access-control-max-age', PREFLIGHT_SECONDS);
    }
    response.writeHead(204).end();
    return true;
  }

  function toMissing(found: Found | undefined, { method, path }: Call): AppError {
    if (found === undefined)
      return new AppError('not-found', `No active workflow has a webhook at ${path.slice(0, 200)}. Activate it first.`);
    return new AppError('usage-invalid', `The webhook at ${path.slice(0, 200)} does not take ${method}.`);
  }

  async function serve(request: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
    const ip = addressOf(request);
    rateLimiter.take(CALLER, ip);
    checkHost?.(request.headers.host);
    const cut = url.indexOf('?');
    const path = cut === -1 ? url : url.slice(0, cut);
    if (path.length > MAX_PATH_LENGTH)
      throw new AppError('limit-exceeded', `The path is longer than ${MAX_PATH_LENGTH} characters. Shorten it.`);
    const method = request.method ?? 'GET';
    const query = new URLSearchParams(cut === -1 ? '' : url.slice(cut + 1));
    const call: Call = { request, response, method, path, query, ip };
    const known = options.routes();
    const table = known instanceof Promise ? await known : known;
    const found = table.find(method, path.slice(PREFIX.length));
    if (found !== undefined && 'route' in found) await answer(call, found.route, found.params);
    else if (!answerPreflight(call, table)) {
      if (found !== undefined) response.setHeader('allow', found.methods.join(', '));
      sendFailure(response, toMissing(found, call), found === undefined ? undefined : 405);
    }
  }

  function fail(response: ServerResponse, thrown: unknown, headers: Readonly<Record<string, string>> = {}): void {
    for (const [name, value] of Object.entries(headers)) if (!response.headersSent) response.setHeader(name, value);
    const reason = sendFailure(response, thrown);
    if (reason !== undefined) log('error', 'A webhook request failed.', { path: response.req.url ?? '', reason });
  }

  return {
    tryHandle(request, response) {
      const { url } = request;
      if (url === undefined || !url.startsWith(PREFIX)) return false;
      serve(request, response, url).catch((error: unknown) => fail(response, error));
      return true;
    },
  };
}
