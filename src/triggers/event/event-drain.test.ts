import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import { createTriggerLab, type LabProcess, step } from '../testing/trigger-lab.ts';

const failing = [step('stop', 'control.stop', { status: 'failed', message: 'no luck' })];
const succeeding = [step('set', 'data.set', { values: { a: 1 } })];

function onEnd(input: JsonObject = {}, next = succeeding): readonly JsonObject[] {
  return [step('ended', 'event.run_finished', input), ...next.map((one) => ({ ...one, id: `then_${one.id}` }))];
}

async function run(process: LabProcess, workflowId: string): Promise<string> {
  const { runId } = await process.host.start({ workflowId });
  await process.host.waitForEnd(runId);
  return runId;
}

/** Ids of the runs whose ends started runs of a workflow. */
function sourcesOf(process: LabProcess, workflowId: string): readonly string[] {
  return process.runs(workflowId).map(({ id }) => {
    const { data = {} } = process.triggerOf(id);
    return String((data.run as JsonObject).workflowId);
  });
}

test('a run that failed starts the error workflow, which learns all about it', async (t) => {
  const lab = await createTriggerLab(t);
  const process = await lab.boot();
  await process.save('good', succeeding);
  await process.save('bad', failing);
  await process.activate('errors', onEnd());
  await run(process, 'good');
  const runId = await run(process, 'bad');
  await lab.until('the error workflow has run', () => process.endedRuns('errors').length === 1);
  const [error] = process.runs('errors');
  const { data, kind, by } = process.triggerOf(error?.id ?? '');
  assert.deepEqual([kind, by, data?.step, data?.via], ['event', runId, 'ended', ['bad']]);
  const at = new Date(lab.clock.wall()).toISOString();
  assert.deepEqual(data?.run, {
    id: runId,
    workflowId: 'bad',
    version: 1,
    status: 'failed',
    error: { code: 'run-stopped', message: 'no luck' },
    startedAt: at,
    finishedAt: at,
  });
  assert.equal(process.runs('errors').length, 1);
});

test('filters by workflow and by how the run ended', async (t) => {
  const lab = await createTriggerLab(t);
  const process = await lab.boot();
  for (const id of ['a', 'b']) await process.save(id, succeeding);
  await process.save('bad', failing);
  await process.activate('only_a', onEnd({ workflows: ['a', 'bad'], statuses: ['succeeded'] }));
  await process.activate('all', onEnd({ statuses: ['succeeded', 'failed'] }));
  for (const id of ['a', 'b', 'bad']) await run(process, id);
  await lab.until('all ends were acted on', () => process.endedRuns('all').length >= 4);
  assert.deepEqual(sourcesOf(process, 'only_a'), ['a']);
  assert.deepEqual([...sourcesOf(process, 'all')].sort(), ['a', 'b', 'bad', 'only_a']);
});

test('workflows that listen to each other come to rest', async (t) => {
  const lab = await createTriggerLab(t);
  const process = await lab.boot();
  await process.save('bad', failing);
  await process.activate('one', onEnd({}, failing));
  await process.activate('two', onEnd({}, failing));
  await run(process, 'bad');
  await lab.until(
    'both heard of the others',
    () => process.endedRuns('one').length === 2 && process.endedRuns('two').length === 2,
  );
  await lab.pass(5_000);
  assert.deepEqual([...sourcesOf(process, 'one')].sort(), ['bad', 'two']);
  assert.deepEqual([...sourcesOf(process, 'two')].sort(), ['bad', 'one']);
  assert.deepEqual(process.repository.listFinishedRuns(10), []);
});

test("a called run is its caller's business, unless it is asked for; a caller started by an event is no way around", async (t) => {
  const lab = await createTriggerLab(t);
  const process = await lab.boot();
  await process.save('inner', failing);
  await process.save('outer', [step('call', 'control.call_workflow', { workflow: 'inner' })]);
  await process.activate('top', onEnd());
  await process.activate(
    'each',
    onEnd({ includeCalled: true }, [step('call', 'control.call_workflow', { workflow: 'inner' })]),
  );
  await run(process, 'outer');
  await lab.until('the runs', () => process.endedRuns('top').length >= 2 && process.endedRuns('each').length >= 2);
  await lab.pass(5_000);
  assert.deepEqual([...sourcesOf(process, 'top')].sort(), ['each', 'each', 'outer']);
  // Those that `each` called itself do not start it again.
  assert.deepEqual([...sourcesOf(process, 'each')].sort(), ['inner', 'outer']);
});

test('ends are not lost to a crash, and not acted on twice', async (t) => {
  const lab = await createTriggerLab(t);
  let process = await lab.boot();
  await process.save('bad', failing);
  await process.activate('errors', onEnd());
  await process.stop();
  await run(process, 'bad');
  await run(process, 'bad');
  process.crash();
  // Dies after it has acted, before it has noted so.
  process = await lab.boot({
    repository: { ...process.repository, removeFinishedRuns: () => new Promise(() => undefined) },
  });
  await lab.until('both were acted on', () => process.endedRuns('errors').length === 2);
  process.crash();
  process = await lab.boot();
  await lab.pass(2_000);
  await lab.until('they are noted', () => process.repository.listFinishedRuns(1).length === 0);
  assert.equal(process.runs('errors').length, 2);
});

test('ends of runs in another process count as well', async (t) => {
  const lab = await createTriggerLab(t);
  const leading = await lab.boot();
  await leading.save('bad', failing);
  await leading.activate('errors', onEnd());
  const other = await lab.boot();
  await run(other, 'bad');
  await lab.pass(2_000);
  await lab.until('it was acted on', () => leading.endedRuns('errors').length === 1);
  await lab.pass(5_000);
  assert.equal(leading.runs('errors').length, 1);
});

test('a start that is refused for now is tried again', async (t) => {
  const lab = await createTriggerLab(t);
  const process = await lab.boot();
  await process.save('bad', failing);
  await process.activate('errors', onEnd());
  const { start } = process.host;
  const startHere = start.bind(process.host);
  let refusals = 0;
  process.host.start = async (request) => {
    if (request.workflowId === 'errors' && ++refusals < 3) throw new AppError('queue-full', 'Full for now.');
    return startHere(request);
  };
  await run(process, 'bad');
  await lab.until('the first refusal', () => refusals > 0);
  await lab.pass(5_000);
  await lab.until('the run', () => process.endedRuns('errors').length === 1);
});

test('nothing is noted while nobody listens', async (t) => {
  const lab = await createTriggerLab(t);
  const process = await lab.boot();
  await process.save('bad', failing);
  await run(process, 'bad');
  await process.activate('errors', onEnd());
  await process.triggers.deactivate('errors');
  await run(process, 'bad');
  await lab.pass(2_000);
  assert.equal(process.store.get('SELECT count(*) AS n FROM finished_runs')?.n, 0);
  assert.equal(process.runs('errors').length, 0);
});
