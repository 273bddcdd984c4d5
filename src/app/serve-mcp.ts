import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { createOwner } from '#access/owner.ts';
import { operations } from '#operations/list.ts';
import type { HostOptions } from '#surfaces/cli/app-port.ts';
import { serveStdio } from '#surfaces/mcp/serve-stdio.ts';
import { createServices } from './create-services.ts';
import { createTriggers } from './create-triggers.ts';
import { openAccess } from './open-access.ts';
import { openApplication } from './open-application.ts';

/** Milliseconds handlers get to finish once the client is gone; clients end servers that take longer. */
const GRACE_MS = 1_500;

/**
 * Serves the MCP client that started this process, as the owner of the data folder, until its end of the pipe closes or a
 * signal comes. Runs that are not over are parked.
 */
export async function serveMcp(version: string, options: HostOptions): Promise<void> {
  const { dataDir, blocksDirs, allowedRoots: roots, allowPrivate } = options;
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  const output = takeStdout();
  const log = (level: string, message: string, data?: Readonly<Record<string, unknown>>) => {
    process.stderr.write(`${level} ${message}${data === undefined ? '' : ` ${JSON.stringify(data)}`}\n`);
  };
  const app = await openApplication({ dataDir, blocksDirs, roots, allowPrivate, log });
  for (const { file, line, reason } of app.blocks.problems) log('warn', `Block left out: ${file}:${line}: ${reason}`);
  try {
    const access = openAccess(app.store, (message) => log('warn', message));
    const triggers = createTriggers(app, { log });
    const startedAt = Date.now();
    const services = createServices({ app, access, triggers, version, startedAt, roots, allowPrivate, log });
    await serveStdio({
      services,
      router: operations,
      caller: {
        credentials: { kind: 'trusted', principal: createOwner() },
        surface: 'mcp',
        address: 'local',
        requestId: randomUUID(),
      },
      input: process.stdin,
      output,
      signal: stop.signal,
    });
    await access.audit.flush();
  } finally {
    await app.close(GRACE_MS);
  }
}

/** Standard output for the protocol alone: what anything else writes there goes to standard error from now on. */
function takeStdout(): Writable {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  return new Writable({
    decodeStrings: false,
    write: (chunk: string, _, done) => void write(chunk, (error) => done(error)),
  });
}
