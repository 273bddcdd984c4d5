import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Workflow } from '#contract/workflow.ts';
import { createTestServices, type TestServices } from '#operations/testing/test-services.ts';
import { startHttpServer } from '../http/http-server.ts';
import { createRequestListener, type ListenerOptions } from '../http/request-listener.ts';
import { createMetrics, type Metrics } from './create-metrics.ts';
import { createMetricsHandle } from './metrics-handle.ts';
import { observeRequests } from './observe-requests.ts';

const FLOW = Workflow.parse({
  flowright: 1,
  id: 'measured',
  name: 'Measured',
  steps: [
    {
      id: 'each',
      input: { items: [1, 2, 3] },
      process: { block: 'control.for_each' },
      body: { steps: [{ id: 'put', input: { values: { x: 1 } }, process: { block: 'data.set' } }], edges: [] },
    },
    { id: 'bad', input: { json: '{' }, process: { block: 'data.json_parse', onError: 'continue' } },
  ],
  edges: [{ from: 'each', to: 'bad' }],
});

function create(t: TestContext, services: TestServices): Metrics {
  const metrics = createMetrics({
    version: services.version,
    host: services.host,
    journal: services.journal,
    findWorkflow: (id, version) => services.workflows.findVersion(id, version)?.document,
  });
  t.after(() => metrics.stop());
  return metrics;
}

/** Values by name and labels; fails on a line that is not of the format. */
function parse(text: string): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const line of text.trimEnd().split('\n')) {
    if (/^# (HELP|TYPE) [a-z_]+ \S/.test(line) || line === '') continue;
    const match = /^([a-z_]+(?:\{[a-z_]+="[^"\n]*"(?:,[a-z_]+="[^"\n]*")*\})?) (\S+)$/.exec(line);
    assert.ok(match, line);
    const value = Number(match[2] === '+Inf' ? Number.POSITIVE_INFINITY : match[2]);
    assert.ok(!Number.isNaN(value), line);
    values.set(String(match[1]), value);
  }
  return values;
}

async function start(t: TestContext, services: TestServices, options: Partial<ListenerOptions> = {}) {
  const metrics = create(t, services);
  const handle = createRequestListener({
    host: '127.0.0.1',
    allowedHosts: [],
    allowedOrigins: [],
    health: () => ({ status: 'ok' }),
    handles: [],
    mounts: [
      {
        prefix: '/metrics',
        load: async () => createMetricsHandle({ metrics, authenticator: services.authenticator }),
      },
    ],
    log: () => undefined,
    ...options,
  });
  const server = await startHttpServer({ host: '127.0.0.1', port: 0, handle: observeRequests(handle, metrics) });
  t.after(() => server.close(0));
  return server.url;
}

async function runOnce(services: TestServices): Promise<void> {
  const { runId } = await services.host.start({ workflowId: FLOW.id, trigger: { kind: 'api' } });
  await services.host.waitForEnd(runId);
  await services.journal.flush();
}

test('runs, steps by block and the journal are measured from the first look on', async (t) => {
  const services = await createTestServices(t);
  await services.workflows.save(FLOW);
  const metrics = create(t, services);
  await runOnce(services);
  assert.equal(
    parse(await metrics.collect()).get('flowright_runs_finished_total{workflow="measured",status="succeeded"}'),
    undefined,
  );
  await runOnce(services);
  await runOnce(services);
  const values = parse(await metrics.collect());
  assert.equal(values.get('flowright_runs_created_total{trigger="api"}'), 2);
  assert.equal(values.get('flowright_runs_finished_total{workflow="measured",status="succeeded"}'), 2);
  assert.equal(values.get('flowright_run_duration_seconds_count{status="succeeded"}'), 2);
  assert.equal(values.get('flowright_steps_total{block="data.set",outcome="succeeded"}'), 6);
  assert.equal(values.get('flowright_steps_total{block="control.for_each",outcome="succeeded"}'), 2);
  assert.equal(values.get('flowright_steps_total{block="data.json_parse",outcome="failed"}'), 2);
  assert.equal(values.get('flowright_step_duration_seconds_bucket{le="+Inf",block="data.set"}'), 6);
  assert.ok(Number(values.get('flowright_journal_flush_seconds_count')) >= 2);
  assert.equal(values.get('flowright_runs_running'), 0);
  assert.equal(values.get('flowright_journal_failed'), 0);
  assert.ok(Number(values.get('process_resident_memory_bytes')) > 10_000_000);
  assert.ok(Number(values.get('nodejs_eventloop_lag_seconds{quantile="0.99"}')) >= 0);
  assert.equal(values.get('flowright_info{version="0.0.0-test"}'), 1);
});

test('requests are counted before anybody asked, by class of route and never by path', async (t) => {
  const services = await createTestServices(t);
  const url = await start(t, services);
  for (const id of ['a', 'b', 'c']) await (await fetch(`${url}/api/runs/${id}?secret=1`)).text();
  await (await fetch(`${url}/wp-admin/${'x'.repeat(100)}`)).text();
  await (await fetch(`${url}/api/health`)).text();
  await (await fetch(`${url}/metrics`)).text();
  const response = await fetch(`${url}/metrics`);
  assert.equal(response.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
  const text = await response.text();
  assert.doesNotMatch(text, /secret|wp-admin/);
  const values = parse(text);
  assert.equal(values.get('flowright_http_requests_total{method="GET",route="/api/runs",status="404"}'), 3);
  assert.equal(values.get('flowright_http_requests_total{method="GET",route="other",status="404"}'), 1);
  assert.equal(values.get('flowright_http_requests_total{method="GET",route="/api/health",status="200"}'), 1);
  assert.equal(values.get('flowright_http_requests_total{method="GET",route="/metrics",status="200"}'), 1);
  assert.equal(values.get('flowright_http_request_duration_seconds_count{route="/api/runs"}'), 3);
  assert.equal(values.get('flowright_http_request_duration_seconds_bucket{le="+Inf",route="/metrics"}'), 1);
  assert.equal((await fetch(`${url}/metrics`, { method: 'POST' })).status, 400);
  assert.equal((await fetch(`${url}/metrics/more`)).status, 404);
});

test('behind a proxy a token that may read settings is needed', async (t) => {
  const services = await createTestServices(t);
  const { authenticator } = services;
  const principal = (permissions: readonly ('settings:read' | 'run:read')[]) => ({
    id: 'token:1',
    kind: 'token' as const,
    name: 'Prometheus',
    permissions: new Set(permissions),
  });
  const url = await start(t, {
    ...services,
    authenticator: {
      authenticate: (credentials, address) => {
        if (credentials.kind !== 'bearer') return authenticator.authenticate(credentials, address);
        if (credentials.token === 'reader') return principal(['settings:read']);
        return credentials.token === 'other'
          ? principal(['run:read'])
          : authenticator.authenticate(credentials, address);
      },
    },
  });
  const ask = async (headers: Record<string, string>) => (await fetch(`${url}/metrics`, { headers })).status;
  assert.equal(await ask({}), 200);
  for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
    assert.equal(await ask({ [name]: '203.0.113.7' }), 401, name);
    assert.equal(await ask({ [name]: '203.0.113.7', authorization: 'Bearer reader' }), 200, name);
    assert.equal(await ask({ [name]: '203.0.113.7', authorization: 'Bearer other' }), 403, name);
  }
  assert.equal(await ask({ authorization: 'Bearer other' }), 403, 'who shows a token is taken at its word');
  assert.equal(await ask({ authorization: 'Bearer wrong' }), 401);
});
