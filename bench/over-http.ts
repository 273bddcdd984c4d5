import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { measureHttp } from './http-load.ts';
import { load, median, percentile } from './measure.ts';
import { installNodeRed, type MeasuredServer, startFlowright, startNodeRed } from './servers.ts';

/** Throughput and times of one server, the median of the rounds. */
export interface WebhookFigures {
  readonly name: string;
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
}

/** The 10-step chain over HTTP at 20 connections: Flowright's webhook, and Node-RED when it is asked for, turn by turn. */
export async function measureWebhooks(total: number, withNodeRed: boolean): Promise<readonly WebhookFigures[]> {
  const servers: { readonly name: string; readonly start: () => Promise<MeasuredServer> }[] = [
    {
      name: 'Flowright, durable',
      async start() {
        const server = await startFlowright();
        return { url: `${server.url}/hooks/chain`, stop: server.stop };
      },
    },
  ];
  if (withNodeRed) {
    const installed = installNodeRed();
    for (const kind of ['function', 'change'] as const) {
      servers.push({ name: `Node-RED, in memory, ${kind} nodes`, start: () => startNodeRed(installed, kind) });
    }
  }
  const seen = servers.map(({ name }) => ({ name, rates: [] as number[], p99s: [] as number[] }));
  // Turn by turn, so that noise of the machine meets both.
  for (let round = 0; round < 3; round++) {
    for (const [at, { start }] of servers.entries()) {
      const server = await start();
      try {
        const { requestsPerSecond = 0, p99Ms = 0 } = await measureHttp(server.url, { total, connections: 20 });
        seen[at]?.rates.push(requestsPerSecond);
        seen[at]?.p99s.push(p99Ms);
      } finally {
        await server.stop();
      }
    }
  }
  return seen.map(({ name, rates, p99s }) => ({ name, requestsPerSecond: median(rates), p99Ms: median(p99s) }));
}

/** p95 of a REST call, in milliseconds: with nothing else to do, and with runs that keep the host busy. */
export async function measureRest(): Promise<{ readonly idleMs: number; readonly busyMs: number }> {
  const { url, token, stop } = await startFlowright();
  const ask = async () => {
    const response = await fetch(`${url}/api/workflows`, { headers: { authorization: `Bearer ${token}` } });
    await response.text();
    if (!response.ok) throw new Error(`REST answered ${response.status}`);
    await sleep(10);
  };
  const ask95 = async () => percentile((await load(150, 1, ask)).each, 0.95) - 10;
  try {
    await load(20, 1, ask);
    const idleMs = await ask95();
    const runs = measureHttp(`${url}/hooks/chain`, { total: 20_000, connections: 20 });
    const busyMs = await ask95();
    await runs;
    return { idleMs, busyMs };
  } finally {
    await stop();
  }
}

/** Lag of the server's event loop (p95, ms) with and without 1,000 listeners on 50 live runs. */
export async function measureListeners(
  listeners: number,
): Promise<{ readonly withoutMs: number; readonly withMs: number }> {
  const { url, token, stop, lagP95Ms } = await startFlowright();
  const headers = { authorization: `Bearer ${token}` };
  try {
    const runIds: string[] = [];
    for (let index = 0; index < 50; index++) {
      const response = await fetch(`${url}/api/workflows/ticking/runs`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: '{}',
      });
      runIds.push(((await response.json()) as { runId: string }).runId);
      await sleep(20);
    }
    await sleep(1_000);
    await lagP95Ms();
    await sleep(4_000);
    const withoutMs = await lagP95Ms();
    const streams = [];
    for (let index = 0; index < listeners; index++) {
      streams.push(
        get(`${url}/api/runs/${runIds[index % runIds.length]}/events`, { headers }, (response) => response.resume()),
      );
      if (index % 5 === 4) await sleep(60);
    }
    await sleep(1_000);
    await lagP95Ms();
    await sleep(4_000);
    const withMs = await lagP95Ms();
    for (const stream of streams) stream.destroy();
    return { withoutMs, withMs };
  } finally {
    await stop();
  }
}
