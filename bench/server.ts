// The whole server on a folder of its own, with a webhook in front of the 10-step chain: POST /hooks/chain answers after the durable run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openServer } from '../src/app/open-server.ts';
import { Workflow } from '../src/contract/workflow.ts';
import { watchLag } from './measure.ts';
import { openBenchApp } from './open-bench-app.ts';
import { chain, ticking } from './workflows.ts';

/** The chain, started by a webhook that waits for its end. */
function toWebhookChain(): Workflow {
  const inner = chain('webhook-chain', 10);
  const [first, ...rest] = inner.steps;
  const receive = {
    id: 'receive',
    input: { path: '/chain', methods: ['POST'], answer: 'wait' },
    process: { block: 'webhook.receive' },
  };
  const start = { ...first, input: { values: { n: '{{ receive.body.n }}' } } };
  return Workflow.parse({
    ...inner,
    steps: [receive, start, ...rest],
    edges: [{ from: 'receive', to: 's0' }, ...inner.edges],
  });
}

const app = await openBenchApp([ticking('ticking')]);
await app.workflows.save(toWebhookChain());
const server = await openServer(app, {
  version: 'bench',
  host: '127.0.0.1',
  port: 0,
  roots: [app.dataDir],
  allowPrivate: [],
  log: (level, message) => level === 'error' && process.stderr.write(`${message}\n`),
});
await server.startTriggers();
const token = readFileSync(join(app.dataDir, 'owner-token'), 'utf8').trim();
const activated = await fetch(`${server.url}/api/workflows/webhook-chain/activate`, {
  method: 'POST',
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  body: '{}',
});
if (!activated.ok) throw new Error(`The webhook was not activated: ${await activated.text()}`);
process.stdout.write(`${server.url} ${token}\n`);
let stopLag = watchLag();
process.on('SIGUSR2', () => {
  process.stdout.write(`${stopLag().p95}\n`);
  stopLag = watchLag();
});
process.on('SIGTERM', async () => {
  await server.close(1_000);
  await app.end();
  process.exit(0);
});
