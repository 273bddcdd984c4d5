import { createServer } from 'node:net';
import type { Diagnosis } from '#surfaces/cli/app-port.ts';
import { isLoopback } from '#surfaces/http/network-name.ts';

const subject = 'Port';
const ANSWER_MS = 2_000;

/** Whether the server could listen there. */
export async function checkPort(host: string, port: number): Promise<readonly Diagnosis[]> {
  const fault = await tryListen(host, port);
  const place = `${host}:${port}`;
  const reach: readonly Diagnosis[] = isLoopback(host)
    ? []
    : [
        {
          severity: 'info',
          subject: 'Address',
          message: `Other machines reach ${host}; everybody needs a token there.`,
          advice: 'Put a proxy with HTTPS in front, and set publicUrl and trustedProxies.',
        },
      ];
  if (fault === undefined) return [{ severity: 'ok', subject, message: `${place} is free.` }, ...reach];
  const version = fault === 'EADDRINUSE' ? await findFlowright(host, port) : undefined;
  if (version !== undefined) {
    return [{ severity: 'ok', subject, message: `Flowright ${version} answers on ${place} already.` }, ...reach];
  }
  const reasons: Record<string, string> = {
    EADDRINUSE: 'another program listens there',
    EACCES: 'this user may not listen there',
    EADDRNOTAVAIL: 'this machine has no such address',
  };
  const message = `${place} cannot be used: ${reasons[fault] ?? fault}.`;
  return [{ severity: 'error', subject, message, advice: 'Choose another one with --port, or another --host.' }];
}

/** Code of what went wrong; undefined when it worked. */
function tryListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

/** Version of the Flowright that answers; undefined when something else does. */
async function findFlowright(host: string, port: number): Promise<string | undefined> {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  try {
    const response = await fetch(`http://${name}:${port}/api/health`, {
      signal: AbortSignal.timeout(ANSWER_MS),
      redirect: 'error',
    });
    const text = (await response.text()).slice(0, 10_000);
    return /"runs":\{"queued":/.test(text) ? /"version":"([\w.+-]{1,50})"/.exec(text)?.[1] : undefined;
  } catch {
    return undefined;
  }
}
