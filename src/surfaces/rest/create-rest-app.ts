import { Hono } from 'hono';
import type { Fetch } from './http-server.ts';

/** What `/api/health` tells. */
export interface Health {
  readonly status: 'ok' | 'failed';
  readonly version: string;
  /** Runs in this process. */
  readonly runs: { readonly queued: number; readonly running: number };
  /** Milliseconds since the start. */
  readonly uptimeMs: number;
  /** Why nothing goes on, when the status is `failed`. */
  readonly reason?: string;
}

/** The HTTP surface. */
export function createRestApp(options: { readonly health: () => Health }): Fetch {
  const app = new Hono();
  app.get('/api/health', (context) => {
    const health = options.health();
    return context.json(health, health.status === 'ok' ? 200 : 503, { 'cache-control': 'no-store' });
  });
  app.notFound((context) =>
    context.json({ error: { code: 'not-found', message: `There is nothing at ${context.req.path}.` } }, 404),
  );
  return (request) => app.fetch(request);
}
