import type { ServeOptions } from '#surfaces/cli/app-port.ts';
import { createRestApp } from '#surfaces/rest/create-rest-app.ts';
import { startHttpServer } from '#surfaces/rest/http-server.ts';
import { openApplication } from './open-application.ts';

/** Milliseconds what runs gets to finish after the first signal. */
const GRACE_MS = 20_000;
const RETENTION_EVERY_MS = 3_600_000;
/** Finished runs are kept this long, in milliseconds, and at least the newest `KEEP_RUNS` of each workflow. */
const KEEP_MS = 30 * 86_400_000;
const KEEP_RUNS = 100;

/** Serves until a signal: the first lets what runs finish or parks it, a second ends at once. */
export async function serve(version: string, options: ServeOptions, onReady: (address: string) => void): Promise<void> {
  const startedAt = performance.now();
  const log = (level: string, message: string, data?: Readonly<Record<string, unknown>>) => {
    process.stderr.write(
      `${new Date().toISOString()} ${level} ${message}${data === undefined ? '' : ` ${JSON.stringify(data)}`}\n`,
    );
  };
  const app = await openApplication({
    dataDir: options.dataDir,
    blocksDirs: options.blocksDirs,
    roots: options.allowedRoots,
    allowPrivate: options.allowPrivate,
    log,
  });
  for (const { file, line, reason } of app.blocks.problems) log('warn', `Block left out: ${file}:${line}: ${reason}`);
  const health = () => ({
    status: app.host.failure === undefined ? ('ok' as const) : ('failed' as const),
    version,
    runs: app.host.load,
    uptimeMs: Math.round(performance.now() - startedAt),
    ...(app.host.failure === undefined ? {} : { reason: app.host.failure.message }),
  });
  const server = await startHttpServer({
    host: options.host,
    port: options.port,
    fetch: createRestApp({ health }),
  }).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  const stopped = untilStopped();
  onReady(server.url);
  const recovered = await app.recover();
  if (recovered > 0) log('info', `${recovered} unfinished runs were taken over.`);
  const retention = setInterval(() => {
    app.journal
      .prune({ before: Date.now() - KEEP_MS, keep: KEEP_RUNS })
      .catch((error: unknown) => log('warn', `Old runs were not deleted: ${String(error)}`));
  }, RETENTION_EVERY_MS);
  await stopped;
  clearInterval(retention);
  await server.close(GRACE_MS);
  await app.close(GRACE_MS);
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
