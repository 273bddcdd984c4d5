import { Agent, request } from 'node:http';
import { load, median, percentile } from './measure.ts';
import type { Figures } from './scenarios.ts';

/** Posts `{ n }` over `connections` kept-alive connections. Answers requests per second and times in milliseconds. */
export async function measureHttp(
  url: string,
  options: { readonly total: number; readonly connections: number },
): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  const post = (n: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify({ n });
      const sent = request(
        url,
        { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': body.length } },
        (response) => {
          response.resume();
          response.on('end', () =>
            response.statusCode === 200 ? resolve() : reject(new Error(`${url} answered ${response.statusCode}`)),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  await load(Math.min(2_000, options.total), options.connections, post);
  const { elapsedMs, each } = await load(options.total, options.connections, post);
  agent.destroy();
  return { requestsPerSecond: (options.total / elapsedMs) * 1_000, p50Ms: median(each), p99Ms: percentile(each, 0.99) };
}
