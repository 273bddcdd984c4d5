import { AppError } from '#contract/app-error.ts';
import { assertMay } from '#operations/assert-may.ts';
import type { Services } from '#operations/services.ts';
import type { Exchange, Handle } from '../http/exchange.ts';
import { isLoopback } from '../http/network-name.ts';
import { readCaller } from '../http/read-caller.ts';
import { sendText } from '../http/send.ts';
import type { Metrics } from './create-metrics.ts';

const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';
/** What proxies add: behind one, every client seems to be this machine. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/** Answers `/metrics`: to programs of this machine, and to who may read settings. */
export function createMetricsHandle(options: {
  readonly metrics: Pick<Metrics, 'collect'>;
  readonly authenticator: Services['authenticator'];
}): Handle {
  const { metrics, authenticator } = options;
  return async (exchange) => {
    const { request, response, path } = exchange;
    if (path !== '/metrics') return false;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      throw new AppError('usage-invalid', 'Metrics can only be read. Ask with GET.');
    }
    await assertMayRead(exchange, authenticator);
    sendText(response, 200, CONTENT_TYPE, await metrics.collect());
    return true;
  };
}

async function assertMayRead(exchange: Exchange, authenticator: Services['authenticator']): Promise<void> {
  const { credentials } = readCaller(exchange, 'metrics');
  if (credentials.kind === 'none' && isFromThisMachine(exchange)) return;
  const principal = await authenticator.authenticate(credentials, exchange.address);
  if (principal === undefined) {
    throw new AppError(
      'unauthenticated',
      'Metrics are shown to other machines only with a token. Send one that may read settings as "Authorization: Bearer …".',
    );
  }
  assertMay(principal, 'settings:read', 'metrics');
}

/** Both ends count: `exchange.address` may be what a trusted proxy says. */
function isFromThisMachine({ request, address }: Exchange): boolean {
  const peer = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  return isLoopback(peer) && isLoopback(address) && PROXY_HEADERS.every((name) => request.headers[name] === undefined);
}
