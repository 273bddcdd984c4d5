import { connect, type Socket } from 'node:net';
import { load, median, percentile } from './measure.ts';
import type { Figures } from './scenarios.ts';

/**
 * One kept-alive connection that posts and waits for the answer. Straight on the socket: on two cores a generator built on a whole HTTP
 * client would take as much of the machine as what it measures.
 */
function openConnection(url: URL): { post(body: string): Promise<void>; close(): void } {
  const socket: Socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
  let received = '';
  let answered: PromiseWithResolvers<void> | undefined;
  socket.setEncoding('latin1');
  socket.on('error', (error) => answered?.reject(error));
  socket.on('close', () => answered?.reject(new Error(`${url.href} closed the connection.`)));
  socket.on('data', (chunk: string) => {
    received += chunk;
    const head = received.indexOf('\r\n\r\n');
    if (head === -1) return;
    const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? Number.NaN);
    if (Number.isNaN(length))
      answered?.reject(new Error(`${url.href} answered without a length: ${received.slice(0, 200)}`));
    if (received.length < head + 4 + length) return;
    const isGood = received.startsWith('HTTP/1.1 200');
    const shown = received.slice(0, 300);
    received = '';
    if (isGood) answered?.resolve();
    else answered?.reject(new Error(`${url.href} answered ${shown}`));
  });
  const head = `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/json\r\ncontent-length: `;
  return {
    post(body) {
      answered = Promise.withResolvers();
      socket.write(`${head}${body.length}\r\n\r\n${body}`);
      return answered.promise;
    },
    close() {
      answered = undefined;
      socket.destroy();
    },
  };
}

/** Posts `{ n }` over `connections` kept-alive connections. Answers requests per second and times in milliseconds. */
export async function measureHttp(
  url: string,
  options: { readonly total: number; readonly connections: number },
): Promise<Figures> {
  const { total, connections } = options;
  const idle = Array.from({ length: connections }, () => openConnection(new URL(url)));
  const post = async (n: number): Promise<void> => {
    const connection = idle.pop();
    if (connection === undefined) throw new Error('More posts at once than connections.');
    await connection.post(JSON.stringify({ n }));
    idle.push(connection);
  };
  await load(Math.min(2_000, total), connections, post);
  const { elapsedMs, each } = await load(total, connections, post);
  for (const connection of idle) connection.close();
  return { requestsPerSecond: (total / elapsedMs) * 1_000, p50Ms: median(each), p99Ms: percentile(each, 0.99) };
}
