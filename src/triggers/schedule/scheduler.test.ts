import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import { createTriggerLab, type LabProcess, step, type TriggerLab } from '../testing/trigger-lab.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const toIso = (ms: number) => new Date(ms).toISOString();

function schedule(input: JsonObject): readonly JsonObject[] {
  return [step('tick', 'schedule.cron', input), step('set', 'data.set', { values: { at: '{{ tick.scheduledAt }}' } })];
}

/** A workflow whose runs last until they are answered. */
function lasting(input: JsonObject): readonly JsonObject[] {
  return [step('tick', 'schedule.cron', input), step('wait', 'control.wait', { mode: 'callback' })];
}

/** Scheduled times of a workflow's runs, oldest first. */
function timesOf(process: LabProcess, workflowId: string): readonly string[] {
  return process.runs(workflowId).map(({ id }) => String(process.triggerOf(id).data?.scheduledAt));
}

/** Sets the clock to a moment. */
function setTime(lab: TriggerLab, iso: string): void {
  lab.clock.jump(Date.parse(iso) - lab.clock.wall());
}

test('a schedule fires at its times, and its run knows which', async (t) => {
  const lab = await createTriggerLab(t);
  setTime(lab, '2026-06-01T10:00:10Z');
  const process = await lab.boot();
  await process.activate('w', schedule({ cron: '*/2 * * * *' }));
  assert.equal(process.triggers.listSchedules({})[0]?.nextAt, Date.parse('2026-06-01T10:02:00Z'));
  await lab.pass(5 * MINUTE, 10_000);
  await lab.until('two runs have ended', () => process.endedRuns('w').length === 2);
  assert.deepEqual(timesOf(process, 'w'), ['2026-06-01T10:02:00.000Z', '2026-06-01T10:04:00.000Z']);
  const [first, second] = process.runs('w');
  assert.deepEqual(first?.output, { at: '2026-06-01T10:02:00.000Z' });
  assert.equal(first?.triggerKind, 'schedule');
  assert.equal(process.triggerOf(second?.id ?? '').data?.previousAt, '2026-06-01T10:02:00.000Z');
  const [listed] = process.triggers.listSchedules({ workflowId: 'w' });
  assert.equal(listed?.lastAt, Date.parse('2026-06-01T10:04:00Z'));
  assert.equal(listed?.lastRunId, second?.id);
  assert.equal(listed?.nextAt, Date.parse('2026-06-01T10:06:00Z'));
});

test('a schedule with seconds fires each second once', async (t) => {
  const lab = await createTriggerLab(t);
  setTime(lab, '2026-06-01T10:00:00.500Z');
  const process = await lab.boot();
  await process.activate('w', schedule({ cron: '* * * * * *' }));
  await lab.pass(4_000, 100);
  await lab.until('four runs', () => process.runs('w').length === 4);
  assert.deepEqual(new Set(timesOf(process, 'w')).size, 4);
});

test('missed times are made up for as the misfire policy says, also after a crash', async (t) => {
  const lab = await createTriggerLab(t);
  setTime(lab, '2026-06-01T10:30:00Z');
  let process = await lab.boot();
  for (const misfire of ['skip', 'once', 'all'])
    await process.activate(misfire, schedule({ cron: '0 * * * *', misfire }));
  process.crash();
  lab.clock.jump(4 * HOUR);
  process = await lab.boot();
  await lab.pass(2_000);
  await lab.until('runs for missed times', () => process.runs('once').length === 1 && process.runs('all').length === 4);
  assert.deepEqual(timesOf(process, 'skip'), []);
  assert.deepEqual(timesOf(process, 'once'), ['2026-06-01T14:00:00.000Z']);
  assert.deepEqual(
    timesOf(process, 'all'),
    [11, 12, 13, 14].map((hour) => `2026-06-01T${hour}:00:00.000Z`),
  );
  await lab.pass(HOUR, 5 * MINUTE);
  await lab.until('the next time', () => process.runs('skip').length === 1);
  assert.deepEqual(timesOf(process, 'skip'), ['2026-06-01T15:00:00.000Z']);
  assert.equal(process.runs('all').length, 5);
});

test('no more than the last hundred missed times are made up for', async (t) => {
  const lab = await createTriggerLab(t);
  setTime(lab, '2026-06-01T10:00:30Z');
  let process = await lab.boot();
  await process.activate('w', schedule({ cron: '* * * * *', misfire: 'all' }));
  process.crash();
  lab.clock.jump(30 * 24 * HOUR);
  process = await lab.boot();
  await lab.pass(2_000);
  await lab.until('a hundred runs', () => process.runs('w').length >= 100);
  assert.equal(process.runs('w').length, 100);
  assert.equal(timesOf(process, 'w').at(-1), toIso(Date.parse('2026-07-01T10:00:00Z')));
});

test('a crash after the run was started, and before that was noted, starts no second run', async (t) => {
  const lab = await createTriggerLab(t);
  setTime(lab, '2026-06-01T09:59:30Z');
  let process = await lab.boot();
  const { repository } = process;
  process.crash();
  // Its writes hang, as those of a process that is about to be killed.
  process = await lab.boot({ repository: { ...repository, saveProgress: () => new Promise(() => undefined) } });
  await process.activate('w', schedule({ cron: '0 * * * *', overlap: 'cancel' }));
  lab.clock.advance(MINUTE);
  await lab.until('the run', () => process.endedRuns('w').length === 1);
  process.crash();
  process = await lab.boot();
  await lab.pass(5_000);
  assert.equal(process.runs('w').length, 1);
  assert.equal(process.runs('w')[0]?.status, 'succeeded');
  await lab.until('the time to be noted', () => process.triggers.listSchedules({})[0]?.lastAt !== undefined);
});

test('two processes on one folder do not fire twice, and one goes on when the other dies', async (t) => {
  const lab = await createTriggerLab(t);
  setTime(lab, '2026-06-01T10:00:30Z');
  const first = await lab.boot();
  const second = await lab.boot();
  await first.activate('w', schedule({ cron: '* * * * *', overlap: 'skip' }));
  await lab.pass(3 * MINUTE, 5_000);
  await lab.until('three runs', () => first.endedRuns('w').length === 3);
  assert.equal(new Set(timesOf(first, 'w')).size, 3);
  assert.deepEqual(second.triggers.findActivation('w')?.version, 1, 'the other process has noticed');
  first.crash();
  await lab.pass(2 * MINUTE, 5_000);
  await lab.until('five runs', () => second.endedRuns('w').length === 5);
  assert.equal(new Set(timesOf(second, 'w')).size, 5);
});

test('a process that stops in order lets another fire at once', async (t) => {
  const lab = await createTriggerLab(t);
  setTime(lab, '2026-06-01T10:00:57Z');
  const first = await lab.boot();
  await first.activate('w', schedule({ cron: '* * * * *' }));
  await lab.pass(1_000);
  const second = await lab.boot();
  await lab.pass(1_000);
  await first.stop();
  await lab.pass(3_000, 500);
  await lab.until('the run', () => second.endedRuns('w').length === 1);
  assert.equal(second.runs('w')[0]?.createdAt, Date.parse('2026-06-01T10:01:00Z'));
});

test('a clock set forward makes times be missed, one set back fires none again', async (t) => {
  const lab = await createTriggerLab(t);
  setTime(lab, '2026-06-01T10:58:00Z');
  const process = await lab.boot();
  await process.activate('w', schedule({ cron: '0 * * * *', misfire: 'once' }));
  await lab.pass(3 * MINUTE, 30_000);
  await lab.until('the run of 11:00', () => process.runs('w').length === 1);
  lab.clock.jump(-HOUR);
  await lab.pass(3 * MINUTE, 30_000);
  lab.clock.jump(-30 * MINUTE);
  await lab.pass(HOUR + 40 * MINUTE, MINUTE);
  await lab.until('the run of 10:00, which never was', () => process.runs('w').length === 2);
  assert.deepEqual([...timesOf(process, 'w')].sort(), ['2026-06-01T10:00:00.000Z', '2026-06-01T11:00:00.000Z']);
  lab.clock.jump(5 * HOUR);
  await lab.pass(2_000);
  await lab.until('one run for the hours that were leapt over', () => process.runs('w').length === 3);
  assert.equal(timesOf(process, 'w').at(-1), '2026-06-01T16:00:00.000Z');
});

for (const { day, from, fixed, what } of [
  {
    day: 'goes forward',
    from: '2026-03-28T23:05:00Z',
    fixed: '2026-03-29T01:00:00.000Z',
    what: 'the first moment after the gap',
  },
  { day: 'goes back', from: '2026-10-24T23:05:00Z', fixed: '2026-10-25T00:30:00.000Z', what: 'the first of two' },
]) {
  test(`on the day the clock in Berlin ${day}, 02:30 fires once, at ${what}, and a step of minutes fires in every real hour`, async (t) => {
    const lab = await createTriggerLab(t);
    setTime(lab, from);
    const process = await lab.boot();
    const timeZone = 'Europe/Berlin';
    await process.activate('fixed', schedule({ cron: '30 2 * * *', timeZone }));
    await process.activate('halves', schedule({ cron: '*/30 * * * *', timeZone }));
    await lab.pass(3 * HOUR, 5 * MINUTE);
    await lab.until('the runs', () => process.runs('halves').length === 6);
    assert.deepEqual(timesOf(process, 'fixed'), [fixed]);
    const halves = timesOf(process, 'halves').map((iso) => Date.parse(iso));
    assert.ok(halves.every((at, index) => index === 0 || at - (halves[index - 1] ?? 0) === 30 * MINUTE));
  });
}

test('a paused schedule does not fire, stays paused over a restart, and makes up for nothing', async (t) => {
  const lab = await createTriggerLab(t);
  setTime(lab, '2026-06-01T10:00:30Z');
  let process = await lab.boot();
  await process.activate('w', schedule({ cron: '* * * * *', misfire: 'all' }));
  assert.equal((await process.triggers.setPaused('w:tick', true)).nextAt, undefined);
  await lab.pass(3 * MINUTE, 20_000);
  process.crash();
  process = await lab.boot();
  assert.equal(process.triggers.listSchedules({})[0]?.paused, true);
  await lab.pass(3 * MINUTE, 20_000);
  assert.equal(process.runs('w').length, 0);
  assert.ok(((await process.triggers.setPaused('w:tick', false)).nextAt ?? 0) > lab.clock.wall());
  await lab.pass(MINUTE, 20_000);
  await lab.until('the run', () => process.runs('w').length === 1);
});

test('overlap: allowed runs go side by side, skipped times are left out', async (t) => {
  const lab = await createTriggerLab(t);
  setTime(lab, '2026-06-01T10:00:30Z');
  const process = await lab.boot();
  await process.activate('allow', lasting({ cron: '* * * * *' }));
  await process.activate('skip', lasting({ cron: '* * * * *', overlap: 'skip' }));
  await lab.pass(3 * MINUTE, 10_000);
  await lab.until('the runs', () => process.runs('allow').length === 3);
  assert.equal(process.runs('skip').length, 1);
});

test('overlap: queued times wait for the end of the run before, also over a crash', async (t) => {
  const lab = await createTriggerLab(t);
  setTime(lab, '2026-06-01T10:00:30Z');
  let process = await lab.boot();
  await process.activate(
    'w',
    lasting({ cron: '* * * * *', overlap: 'queue', misfire: 'skip', endAt: '2026-06-01T10:03:30' }),
  );
  await lab.pass(5 * MINUTE, 20_000);
  assert.equal(process.runs('w').length, 1);
  process.crash();
  process = await lab.boot();
  for (let ended = 0; ended < 3; ended++) {
    const open = process.runs('w').at(-1)?.id ?? '';
    await lab.until('the wait', () => process.journal.listWaits({ runId: open }).length === 1);
    assert.equal(process.runs('w').length, ended + 1);
    await process.host.answer(open, { kind: 'answer', path: 'wait', data: null });
    await process.host.waitForEnd(open);
    await lab.pass(2_000);
  }
  assert.deepEqual(
    timesOf(process, 'w'),
    [1, 2, 3].map((minute) => `2026-06-01T10:0${minute}:00.000Z`),
  );
});

test('overlap: the run before is cancelled', async (t) => {
  const lab = await createTriggerLab(t);
  setTime(lab, '2026-06-01T10:00:30Z');
  const process = await lab.boot();
  await process.activate('w', lasting({ cron: '* * * * *', overlap: 'cancel' }));
  await lab.pass(2 * MINUTE, 10_000);
  await lab.until('the first to be cancelled', () => process.runs('w')[0]?.status === 'cancelled');
  assert.equal(process.runs('w').length, 2);
  assert.notEqual(process.runs('w')[1]?.status, 'cancelled');
});

test('a new version with other times starts afresh, one with the same times goes on', async (t) => {
  const lab = await createTriggerLab(t);
  setTime(lab, '2026-06-01T10:00:30Z');
  const process = await lab.boot();
  await process.activate('w', schedule({ cron: '0 * * * *' }));
  await process.save('w', schedule({ cron: '* * * * *' }));
  await lab.pass(2 * MINUTE, 20_000);
  assert.equal(process.runs('w').length, 0, 'a draft does not fire');
  await process.triggers.activate('w');
  await lab.pass(2 * MINUTE, 20_000);
  await lab.until('two runs', () => process.runs('w').length === 2);
  assert.deepEqual(
    process.runs('w').map(({ version }) => version),
    [2, 2],
  );
  await process.triggers.deactivate('w');
  await lab.pass(2 * MINUTE, 20_000);
  assert.equal(process.runs('w').length, 2);
  assert.deepEqual(process.triggers.listSchedules({}), []);
});

test('a delay spreads starts, keeps their order and is the same after a restart', async (t) => {
  const lab = await createTriggerLab(t);
  setTime(lab, '2026-06-01T10:00:30Z');
  const process = await lab.boot();
  await process.activate('w', schedule({ cron: '* * * * *', jitter: 30_000 }));
  const { nextAt } = process.triggers.listSchedules({})[0] ?? {};
  await lab.pass(4 * MINUTE + 30_000, 1_000);
  await lab.until('the runs', () => process.runs('w').length >= 4);
  const starts = process
    .runs('w')
    .map(({ createdAt }, index) => createdAt - Date.parse(timesOf(process, 'w')[index] ?? ''));
  assert.ok(
    starts.every((delay) => delay >= 0 && delay <= 31_000),
    String(starts),
  );
  assert.ok(new Set(starts).size > 1, 'not all the same');
  assert.ok(Math.abs((process.runs('w')[0]?.createdAt ?? 0) - (nextAt ?? 0)) <= 1_000);
});

test('nothing fires before the first or from the last time on', async (t) => {
  const lab = await createTriggerLab(t);
  setTime(lab, '2026-06-01T10:00:30Z');
  const process = await lab.boot();
  const bounds = { startAt: '2026-06-01T12:02:00', endAt: '2026-06-01T12:04:00', timeZone: 'Europe/Berlin' };
  await process.activate('w', schedule({ cron: '* * * * *', ...bounds }));
  await lab.pass(6 * MINUTE, 10_000);
  await lab.until('the runs', () => process.runs('w').length === 2);
  assert.deepEqual(timesOf(process, 'w'), ['2026-06-01T10:02:00.000Z', '2026-06-01T10:03:00.000Z']);
  assert.equal(process.triggers.listSchedules({})[0]?.nextAt, undefined);
});

test('a start that is refused for now is tried again until it succeeds', async (t) => {
  const lab = await createTriggerLab(t);
  setTime(lab, '2026-06-01T10:00:58Z');
  const process = await lab.boot();
  await process.activate('w', schedule({ cron: '0 * * * *', misfire: 'skip' }));
  setTime(lab, '2026-06-01T10:59:58Z');
  const { start } = process.host;
  let refusals = 0;
  process.host.start = async () => {
    refusals += 1;
    throw new AppError('queue-full', 'Full for now. Try again later.');
  };
  await lab.pass(5_000);
  assert.ok(refusals >= 2, `asked ${refusals} times`);
  process.host.start = start;
  await lab.pass(2_000);
  await lab.until('the run', () => process.endedRuns('w').length === 1);
  assert.deepEqual(timesOf(process, 'w'), ['2026-06-01T11:00:00.000Z']);
});

test('a schedule can be fired by hand, besides its times', async (t) => {
  const lab = await createTriggerLab(t);
  const process = await lab.boot();
  await process.activate('w', schedule({ cron: '0 0 1 1 *' }));
  const { runId } = await process.triggers.runNow('w:tick');
  await process.host.waitForEnd(runId);
  assert.equal(process.triggerOf(runId).data?.manual, true);
  assert.equal(process.triggers.listSchedules({})[0]?.lastAt, undefined);
  for (const unknown of ['w:other', 'other:tick', '', ':', '__proto__'])
    await assert.rejects(process.triggers.runNow(unknown), { code: 'schedule-not-found' });
});
