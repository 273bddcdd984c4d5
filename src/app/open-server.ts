import type { RateLimits } from '#access/rate-limiter.ts';
import type { Services } from '#operations/services.ts';
import { assertSafeBind } from '#surfaces/http/bind-check.ts';
import { toHealth } from '#surfaces/http/health.ts';
import { createHostCheck } from '#surfaces/http/host-check.ts';
import { startHttpServer } from '#surfaces/http/http-server.ts';
import { createLogin } from '#surfaces/http/login.ts';
import { once } from '#surfaces/http/mount.ts';
import { createRequestListener, type Log } from '#surfaces/http/request-listener.ts';
import { createUpgradeListener } from '#surfaces/http/upgrade-listener.ts';
import { createMcpMount } from '#surfaces/mcp/mount-mcp.ts';
import { createMetrics } from '#surfaces/metrics/create-metrics.ts';
import { observeRequests } from '#surfaces/metrics/observe-requests.ts';
import { createReference } from '#surfaces/rest/create-reference.ts';
import { createRpcSocketMount } from '#surfaces/rpc/socket/mount-rpc-socket.ts';
import { createRunFeed } from '#surfaces/sse/run-feed.ts';
import { createTriggers } from './create-triggers.ts';
import { openAccess } from './open-access.ts';
import type { Application } from './open-application.ts';
import { WEB_BUILD } from './paths.ts';

/** Calls of one principal, when only one of the two numbers is given. */
const DEFAULT_RATE = { perSecond: 100, burst: 400 };

/** How the server listens and what it lets workflows do. */
export interface ServerOptions {
  readonly version: string;
  readonly host: string;
  readonly port: number;
  readonly roots: readonly string[];
  readonly allowPrivate: readonly string[];
  readonly publicUrl?: string;
  readonly corsOrigins?: readonly string[];
  /** Further names the server goes by. */
  readonly allowedHosts?: readonly string[];
  readonly trustedProxies?: readonly string[];
  /** Calls of one principal; those of one address are twice as many. */
  readonly rateLimitPerSecond?: number;
  readonly rateLimitBurst?: number;
  readonly log: Log;
}

/** The server over an open application. */
export interface OpenServer {
  /** `http://host:port` */
  readonly url: string;
  /** A link that opens one session of a browser, within ten minutes. */
  createLoginLink(): string;
  /** Fires triggers from now on, with what was missed meanwhile. */
  startTriggers(): Promise<void>;
  /** Deletes entries of the audit log older than `before`, in milliseconds since 1970 (UTC). */
  pruneAudit(before: number): Promise<void>;
  /** Takes no more requests, lets those under way end, stops triggers. */
  close(graceMs: number): Promise<void>;
}

/**
 * Listens: webhooks, health, and every surface of the operations, each loaded with its first request.
 * @throws AppError config-invalid
 */
export async function openServer(app: Application, options: ServerOptions): Promise<OpenServer> {
  const { version, host, log, publicUrl } = options;
  const startedAt = Date.now();
  const access = openAccess(app.store, (message) => log('warn', message), toRateLimits(options));
  assertSafeBind({ host, hasToken: access.hasKnownToken });
  const checkHost = createHostCheck({
    host,
    allowedHosts: [...(options.allowedHosts ?? []), ...(publicUrl === undefined ? [] : [new URL(publicUrl).host])],
  });
  const triggers = createTriggers(app, { checkHost, log });
  const feed = createRunFeed(app, { onError: (error) => log('error', `A stream of events failed: ${String(error)}`) });
  const metrics = createMetrics({
    version,
    host: app.host,
    journal: app.journal,
    findWorkflow: (id, wanted) => app.workflows.findVersion(id, wanted)?.document,
  });
  const loadServices = once(async (): Promise<Services> => {
    const { createServices } = await import('./create-services.ts');
    return createServices({ ...options, app, access, triggers, version, startedAt });
  });
  const loadRouter = once(async () => (await import('#operations/list.ts')).operations);
  const mcp = createMcpMount({ loadServices, loadRouter });
  const sockets = createRpcSocketMount({ loadServices, loadRouter });
  const https = publicUrl?.startsWith('https:') === true;
  const guards = {
    host,
    allowedHosts: options.allowedHosts ?? [],
    allowedOrigins: options.corsOrigins ?? [],
    ...(options.trustedProxies === undefined ? {} : { trustedProxies: options.trustedProxies }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    log,
  };
  const server = await startHttpServer({
    host,
    port: options.port,
    handle: observeRequests(
      createRequestListener({
        ...guards,
        tryHandle: (request, response) => triggers.webhooks.tryHandle(request, response),
        health: () => toHealth({ host: app.host, version, startedAt, now: Date.now, failure: () => app.host.failure }),
        handles: [createReference(), createLogin({ sessions: access.sessions, https, home: '/' })],
        mounts: [
          {
            prefix: '/api',
            async load() {
              const { createApi } = await import('#surfaces/rest/create-api.ts');
              return createApi({ router: await loadRouter(), services: await loadServices(), feed });
            },
          },
          {
            prefix: '/rpc',
            async load() {
              const { createRpc } = await import('#surfaces/rpc/create-rpc.ts');
              return createRpc({ router: await loadRouter(), services: await loadServices() });
            },
          },
          {
            prefix: '/graphql',
            async load() {
              const [{ createGraphqlSurface }, { createFetchHandle }] = await Promise.all([
                import('#surfaces/graphql/create-graphql-surface.ts'),
                import('#surfaces/http/fetch-handle.ts'),
              ]);
              return createFetchHandle({
                fetch: createGraphqlSurface({ services: await loadServices() }),
                surface: 'graphql',
              });
            },
          },
          {
            prefix: '/metrics',
            async load() {
              const { createMetricsHandle } = await import('#surfaces/metrics/metrics-handle.ts');
              return createMetricsHandle({ metrics, authenticator: access.authenticator });
            },
          },
          mcp,
          {
            // Whatever is left: the page of the workspace and its files.
            prefix: '',
            async load() {
              const { createWeb } = await import('#surfaces/web/create-web.ts');
              return createWeb({ folder: WEB_BUILD });
            },
          },
        ],
      }),
      metrics,
    ),
    upgrade: createUpgradeListener({ ...guards, sockets: [sockets] }),
  });
  return {
    url: server.url,
    createLoginLink: () => `${publicUrl ?? server.url}/login?code=${access.sessions.createLoginLink().code}`,
    startTriggers: () => triggers.start(),
    async pruneAudit(before) {
      await access.audit.prune({ before });
    },
    async close(graceMs) {
      await triggers.stop();
      feed.close();
      sockets.close();
      metrics.stop();
      await mcp.close();
      await server.close(graceMs);
      await access.audit.flush();
    },
  };
}

/** What is not given stays as it is; those behind one address may do twice as much together. */
function toRateLimits({ rateLimitPerSecond, rateLimitBurst }: ServerOptions): RateLimits {
  if (rateLimitPerSecond === undefined && rateLimitBurst === undefined) return {};
  const perSecond = rateLimitPerSecond ?? DEFAULT_RATE.perSecond;
  const burst = rateLimitBurst ?? DEFAULT_RATE.burst;
  return { principal: { perSecond, burst }, address: { perSecond: 2 * perSecond, burst: 2 * burst } };
}
