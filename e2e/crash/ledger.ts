import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from './random.ts';

/** What the outside world saw under one method and path. */
export interface LedgerEntry {
  /** Requests that arrived. */
  readonly count: number;
  /** Requests that were answered with success. */
  readonly applied: number;
  /** Bodies (or queries) of all requests. */
  readonly bodies: readonly string[];
  /** Values of `Idempotency-Key`, each once. */
  readonly keys: readonly string[];
  /** What the last success answered. */
  readonly answer: { readonly value: number; readonly count: number; readonly at: string } | undefined;
}

/** The outside world of a crash test: it counts what arrives, and survives every kill. */
export interface Ledger {
  readonly url: string;
  find(at: string): LedgerEntry | undefined;
  /** Every method and path, such as `POST /book/<run>/a`. */
  list(): IterableIterator<readonly [at: string, entry: LedgerEntry]>;
  /** Nothing that arrived so far may arrive again: what does is listed in `late`. */
  seal(): void;
  readonly late: readonly string[];
  /** Resolves when the next request has arrived and is not answered yet. */
  nextRequest(): Promise<void>;
  close(): Promise<void>;
}

type Mutable = { -readonly [K in keyof LedgerEntry]: LedgerEntry[K] } & { bodies: string[]; keys: string[] };

/** Longest time between the arrival of a request and its answer, in milliseconds. */
const SLOWEST_MS = 30;

/** What the world makes of a number, so that outputs show whether an answer arrived. */
export function toLedgerValue(n: number): number {
  return n * 2 + 1;
}

function readNumber(body: string, query: URLSearchParams): number {
  const text = query.get('n');
  if (text !== null) return Number(text);
  const parsed: unknown = JSON.parse(body);
  if (typeof parsed !== 'object' || parsed === null || !('n' in parsed)) throw new Error(`The body ${body} has no n.`);
  return Number(parsed.n);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Starts the ledger on a free port. The first part of a path says how it behaves: `flaky` answers 503 the first time,
 * `refuse` always answers 400, everything else succeeds.
 */
export async function startLedger(random: Random): Promise<Ledger> {
  const entries = new Map<string, Mutable>();
  const sealed = new Set<string>();
  const late: string[] = [];
  let arrivals: (() => void)[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const url = new URL(request.url ?? '/', 'http://ledger');
    const at = `${request.method} ${url.pathname}`;
    const entry = entries.get(at) ?? { count: 0, applied: 0, bodies: [], keys: [], answer: undefined };
    entries.set(at, entry);
    if (sealed.has(at)) late.push(at);
    entry.count++;
    entry.bodies.push(body === '' ? url.search : body);
    const key = request.headers['idempotency-key'];
    if (typeof key === 'string' && !entry.keys.includes(key)) entry.keys.push(key);
    const { count } = entry;
    const kind = url.pathname.split('/')[1];
    const status = kind === 'refuse' ? 400 : kind === 'flaky' && count === 1 ? 503 : 200;
    if (status === 200) {
      entry.applied++;
      entry.answer = { value: toLedgerValue(readNumber(body, url.searchParams)), count, at };
    }
    const text = JSON.stringify(status === 200 ? entry.answer : { refused: true });
    for (const resolve of arrivals.splice(0)) resolve();
    if (random.chance(0.5)) await sleep(random.whole(1, SLOWEST_MS));
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A client that was killed leaves half a request behind; anything else is a mistake of the suite.
      if (!request.destroyed && !response.destroyed) response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The ledger has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    find: (at) => entries.get(at),
    list: () => entries.entries(),
    seal() {
      for (const at of entries.keys()) sealed.add(at);
    },
    late,
    nextRequest: () => new Promise((resolve) => arrivals.push(resolve)),
    async close() {
      arrivals = [];
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
