import type { ServeOptions } from '#surfaces/cli/app-port.ts';
import { createLog, type LogLevel, type ProcessLog } from './create-log.ts';
import { type Application, openApplication } from './open-application.ts';
import { type OpenServer, openServer } from './open-server.ts';
import { readSavedSettings } from './saved-settings.ts';
import { trimMemoryOnce } from './trim-memory.ts';

/** Milliseconds what runs gets to finish after the first signal. */
const GRACE_MS = 20_000;
const RETENTION_EVERY_MS = 3_600_000;
const MS_PER_DAY = 86_400_000;
/** Finished runs are kept this long, and at least the newest `KEEP_RUNS` of each workflow. */
const KEEP_DAYS = 30;
const KEEP_RUNS = 100;
const KEEP_AUDIT_DAYS = 365;

/** Serves until a signal: the first lets what runs finish or parks it, a second ends at once. */
export async function serve(
  version: string,
  options: ServeOptions,
  onReady: (address: string, loginLink: string) => void,
): Promise<void> {
  const log = openLog(options.logLevel);
  const { synchronous, maxConcurrentRuns, maxQueuedRuns, allowedHosts, trustedProxies } = options;
  const { rateLimitPerSecond, rateLimitBurst } = options;
  const app = await openApplication({
    dataDir: options.dataDir,
    blocksDirs: options.blocksDirs,
    roots: options.allowedRoots,
    allowPrivate: options.allowPrivate,
    ...(synchronous === undefined ? {} : { synchronous }),
    ...(maxConcurrentRuns === undefined ? {} : { maxConcurrentRuns }),
    ...(maxQueuedRuns === undefined ? {} : { maxQueuedRuns }),
    log: log.write,
  });
  for (const { file, line, reason } of app.blocks.problems)
    log.write('warn', `Block left out: ${file}:${line}: ${reason}`);
  const saved = readSavedSettings(app.store);
  const { publicUrl = saved.publicUrl, corsOrigins = saved.corsOrigins } = options;
  const server = await openServer(app, {
    version,
    host: options.host,
    port: options.port,
    roots: options.allowedRoots,
    allowPrivate: options.allowPrivate,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(corsOrigins === undefined ? {} : { corsOrigins }),
    ...(allowedHosts === undefined ? {} : { allowedHosts }),
    ...(trustedProxies === undefined ? {} : { trustedProxies }),
    ...(rateLimitPerSecond === undefined ? {} : { rateLimitPerSecond }),
    ...(rateLimitBurst === undefined ? {} : { rateLimitBurst }),
    log: log.write,
  }).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  const stopped = untilStopped();
  onReady(server.url, server.createLoginLink());
  const recovered = await app.recover();
  await server.startTriggers();
  trimMemoryOnce(() => app.host.load.running === 0);
  if (recovered > 0) log.write('info', `${recovered} unfinished runs were taken over.`);
  const retention = setInterval(() => {
    prune(app, server, options).catch((error: unknown) =>
      log.write('warn', `Nothing old was deleted: ${String(error)}`),
    );
  }, RETENTION_EVERY_MS);
  await stopped;
  clearInterval(retention);
  // Requests and runs share the time: who stops the server waits no longer than they were told.
  const until = performance.now() + GRACE_MS;
  await server.close(GRACE_MS);
  await app.close(Math.max(0, until - performance.now()));
  await log.flush();
}

/** Deletes what is older than the configuration, the saved settings, or else the defaults say. */
async function prune(app: Application, server: OpenServer, options: ServeOptions): Promise<void> {
  const { retention, auditRetention } = readSavedSettings(app.store);
  const days = options.retentionDays ?? retention?.days ?? KEEP_DAYS;
  const keep = options.retentionKeep ?? retention?.keep ?? KEEP_RUNS;
  await app.journal.prune({ before: Date.now() - days * MS_PER_DAY, keep });
  await server.pruneAudit(Date.now() - (auditRetention?.days ?? KEEP_AUDIT_DAYS) * MS_PER_DAY);
}

function openLog(level: LogLevel = 'info'): ProcessLog {
  return createLog({ level, pretty: process.stderr.isTTY });
}

/** Resolves at the first signal; a second ends the process at once. Runs go on at the next start either way. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let stopping = false;
    const stop = () => {
      if (stopping) process.exit(130);
      stopping = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
}
