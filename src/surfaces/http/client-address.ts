import type { IncomingMessage } from 'node:http';

/** The nearest address that is not one of our own proxies: what stands further left in the header anybody can write. */
export function toClientAddress(request: IncomingMessage, proxies: ReadonlySet<string>): string {
  const peer = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? 'unknown';
  if (!proxies.has(peer)) return peer;
  const header = request.headers['x-forwarded-for'];
  const hops = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((hop) => hop.trim());
  const client = hops.findLast((hop) => hop !== '' && !proxies.has(hop));
  return client === undefined || client.length > 45 ? peer : client;
}
