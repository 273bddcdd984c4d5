import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunEvent, RunStatus } from '#contract/run-event.ts';
import { sampleCreated, sampleRun } from '#journal/testing/sample-run.ts';
import { assertFails, openTestClient, setStep, toWorkflow } from '../testing/test-client.ts';
import type { TestServices } from '../testing/test-services.ts';

const started = (path: string, at: number, attempt = 1): RunEvent => ({ type: 'step-started', at, path, attempt });
const ok = (path: string, at: number): RunEvent => ({ type: 'step-succeeded', at, path, output: null });
const failed = (path: string, at: number, attempt = 1): RunEvent => ({
  type: 'step-failed',
  at,
  path,
  attempt,
  error: { code: 'data-invalid', message: 'x' },
  jitter: 0,
});
const loop = (path: string, at: number, count: number): RunEvent => ({
  type: 'loop-started',
  at,
  path,
  count,
  concurrency: 1,
  onItemError: 'fail',
  collect: false,
});

/** Adds a run of `w` that ended. */
function addRun(
  services: TestServices,
  id: string,
  events: readonly RunEvent[],
  tookMs: number,
  status: RunStatus = 'succeeded',
) {
  services.journal.createRun(sampleRun(id, { workflowId: 'w' }), [sampleCreated(null), ...events], {
    status,
    startedAt: 1_000,
    finishedAt: 1_000 + tookMs,
  });
}

test('steps are measured over the newest runs, from their start to their end', async (t) => {
  const { services, client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w' }) });
  addRun(
    services,
    'r1',
    [started('a', 100), ok('a', 110), started('b', 110), failed('b', 115), started('b', 120, 2), ok('b', 160)],
    60,
  );
  addRun(services, 'r2', [started('a', 100), ok('a', 130), started('b', 130), failed('b', 150)], 50, 'failed');
  addRun(
    services,
    'r3',
    [
      started('a', 100),
      ok('a', 120),
      started('each', 120),
      loop('each', 120, 3),
      ...[0, 1, 2].flatMap((index) => [started(`each[${index}].in`, 130), ok(`each[${index}].in`, 130 + index)]),
      ok('each', 200),
    ],
    100,
  );
  addRun(services, 'r4', [started('a', 0), ok('a', 9_000)], 9_000, 'cancelled');
  addRun(services, 'copies', [{ type: 'step-succeeded', at: 1, path: 'a', output: 1, copied: true }], 40);
  services.journal.createRun(
    sampleRun('dry', { workflowId: 'w' }),
    [{ ...sampleCreated(null), simulated: true } as RunEvent, started('a', 0), ok('a', 77_777)],
    { status: 'succeeded', startedAt: 0, finishedAt: 77_777 },
  );
  services.journal.createRun(sampleRun('open', { workflowId: 'w' }), [sampleCreated(null)], { status: 'running' });
  await services.journal.flush();
  const { runs, run, steps } = await client.workflow.timings({ workflowId: 'w' });
  assert.deepEqual([runs, run], [5, { p50Ms: 50, p95Ms: 100 }]);
  assert.deepEqual(
    steps.toSorted((a, b) => (a.stepId < b.stepId ? -1 : 1)),
    [
      { stepId: 'a', runs: 4, failures: 0, p50Ms: 20, p95Ms: 9_000 },
      { stepId: 'b', runs: 2, failures: 1, p50Ms: 20, p95Ms: 50 },
      { stepId: 'each', runs: 1, failures: 0, p50Ms: 80, p95Ms: 80, items: 3 },
      { stepId: 'in', runs: 1, failures: 0, p50Ms: 1, p95Ms: 2 },
    ],
  );
  assert.equal(
    (await client.workflow.timings({ workflowId: 'w', runs: 2 })).runs,
    1,
    'the newest but one is simulated',
  );
  await assertFails(client.workflow.timings({ workflowId: 'nothing' }), 'workflow-not-found');
  await assertFails(client.workflow.timings({ workflowId: 'w', runs: 51 }), 'input-invalid');
});

test('of a long run the middle is not read', async (t) => {
  const { services, client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w', steps: [setStep('a')] }) });
  const inside = Array.from({ length: 10_000 }, (_, index) => [
    started(`each[${index}].in`, 200 + index),
    ok(`each[${index}].in`, 205 + index),
  ]).flat();
  addRun(services, 'long', [started('each', 100), loop('each', 100, 10_000), ...inside, ok('each', 90_100)], 90_000);
  await services.journal.flush();
  let read = 0;
  const journal = {
    ...services.journal,
    *read(runId: string, fromSeq?: number) {
      for (const stored of services.journal.read(runId, fromSeq)) {
        read += 1;
        yield stored;
      }
    },
  };
  const { measureRuns } = await import('../run/measure-runs.ts');
  const records = services.journal.listRuns({ workflowId: 'w', limit: 1 });
  const steps = (await measureRuns(journal, records, undefined)).toSteps();
  assert.ok(read < 5_000, `${read} events were read`);
  assert.deepEqual(steps.map(({ stepId, p50Ms, items }) => [stepId, p50Ms, items]).toSorted(), [
    ['each', 90_000, 10_000],
    ['in', 5, undefined],
  ]);
});
