import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { registerProcessMetrics } from './process-metrics.ts';

async function readWorstLag(registry: Registry): Promise<number> {
  return Number(/nodejs_eventloop_lag_seconds\{quantile="1"\} (\S+)/.exec(await registry.metrics())?.[1]);
}

test('a blocked event loop shows as lag until it was looked at', async (t) => {
  const registry = new Registry();
  t.after(registerProcessMetrics(registry));
  // The monitor needs a turn to start.
  await sleep(50);
  const until = performance.now() + 150;
  while (performance.now() < until);
  await sleep(30);
  const lag = await readWorstLag(registry);
  assert.ok(lag > 0.08 && lag < 5, String(lag));
  assert.ok((await readWorstLag(registry)) < 0.08);
});
