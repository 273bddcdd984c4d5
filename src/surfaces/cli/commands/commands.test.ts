import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { RunEvent } from '#contract/run-event.ts';
import { Workflow } from '#contract/workflow.ts';
import { runCli } from '../run-cli.ts';
import { createFakeApp, type FakeApp } from '../testing/fake-app.ts';
import { createFakeTerminal } from '../testing/fake-terminal.ts';
import { createFolder, runCommand as run } from '../testing/run-command.ts';
import { ORDERS, ORDERS_EVENTS, SUCCEEDED } from '../testing/sample-run.ts';

function createAppWithRuns(): FakeApp {
  const fake = createFakeApp();
  fake.addWorkflow(ORDERS);
  fake.addRun({ id: '01AAAA1111', status: 'succeeded', startedAt: 0, finishedAt: 2_800 }, [
    ...ORDERS_EVENTS,
    SUCCEEDED,
  ]);
  fake.addRun({
    id: '01AAAA2222',
    status: 'failed',
    finishedAt: 10,
    error: { code: 'run-stopped', message: 'Stopped.' },
  });
  return fake;
}

const UNCERTAIN: readonly RunEvent[] = [
  { type: 'step-started', at: 0, path: 'send', attempt: 1, intent: true },
  { type: 'step-uncertain', at: 5, path: 'send', attempt: 1 },
];

test('runs list shows newest first, filters by status, and speaks JSON', async () => {
  const fake = createAppWithRuns();
  const { stdout } = await run(['runs', 'list'], fake);
  assert.match(stdout, /^RUN +WORKFLOW[\s\S]*01AAAA2222 .*✖ failed[\s\S]*01AAAA1111 .*✔ succeeded .* 2\.8 s/);
  const json = JSON.parse((await run(['runs', 'list', '--status', 'failed,cancelled', '--json'], fake)).stdout);
  assert.deepEqual(
    json.map((record: { id: string }) => record.id),
    ['01AAAA2222'],
  );
  const wrong = await run(['runs', 'list', '--status', 'broken'], fake);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /"broken" is no status\. The statuses are queued, /);
  assert.match((await run(['runs', 'list'], createFakeApp())).stderr, /No runs\./);
});

test('runs show draws every step with its data, error and advice, and hides what succeeded inside loops', async () => {
  const { code, stdout } = await run(['runs', 'show', '1111'], createAppWithRuns());
  assert.equal(code, 0);
  assert.match(stdout, /✔ succeeded {2}01AAAA1111 {2}orders version 1/);
  assert.match(
    stdout,
    /✔ Fetch orders +█+·+ +2\.3 s {2}attempt 2\n {4}in {3}\{"url":"https:\/\/shop\.example"\}\n {4}out {2}\{"orders":\[1,2,3\]\}/,
  );
  assert.match(stdout, /✔ each .*3\/3 items, 1 failed/);
  assert.match(
    stdout,
    /✖ {3}each\[1\]\.send [\s\S]*The shop did not answer\. Try again later\. \(request-failed\)\n {4}→ This may pass by itself/,
  );
  assert.doesNotMatch(stdout, /each\[0\]/);
  assert.match(stdout, /and 2 steps inside loops; --all shows them/);
  const all = JSON.parse((await run(['runs', 'show', '1111', '--all', '--json'], createAppWithRuns())).stdout);
  assert.deepEqual(
    all.steps.map((step: { path: string }) => step.path),
    ['fetch', 'each', 'each[0].send', 'each[1].send', 'each[2].send'],
  );
  assert.deepEqual([all.id, all.status, all.input], ['01AAAA1111', 'succeeded', { day: 'x' }]);
});

test('a run is found by last, by a part of its id, and an unknown one suggests a near one', async () => {
  const fake = createAppWithRuns();
  assert.match((await run(['runs', 'show', 'last'], fake)).stdout, /01AAAA2222/);
  const several = await run(['runs', 'show', '01AA'], fake);
  assert.deepEqual([several.code, several.stderr.includes('2 runs')], [2, true]);
  const near = await run(['runs', 'show', '01AAAA1112'], fake);
  assert.equal(near.code, 2);
  assert.match(near.stderr, /Did you mean 01AAAA1111\?/);
  assert.match((await run(['runs', 'show', 'last'], createFakeApp())).stderr, /no runs yet/);
});

test('runs events prints one event a line, and follows until the run ends', async () => {
  const fake = createAppWithRuns();
  const { stdout } = await run(['runs', 'events', '1111', '--json', '--from', '3'], fake);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual([lines[0].seq, lines[0].type, lines.length], [3, 'step-started', ORDERS_EVENTS.length - 1]);
  assert.match((await run(['runs', 'events', '1111'], fake)).stdout, / {4}4 {2}.* {2}step-failed fetch \{"attempt":1/);

  fake.addRun({ id: '01BBBB3333' }, [{ type: 'run-started', at: 0 }]);
  const { terminal, written, waitForText } = createFakeTerminal();
  const ending = runCli(['runs', 'events', '3333', '--follow', '--json'], fake.app, terminal);
  await waitForText('run-started');
  fake.advance('01BBBB3333', [SUCCEEDED], { status: 'succeeded', finishedAt: 9 });
  assert.equal(await ending, 0);
  assert.match(written.stdout, /"seq":2,"type":"run-finished"/);
});

test('runs cancel asks the host', async () => {
  const fake = createAppWithRuns();
  assert.equal((await run(['runs', 'cancel', '1111'], fake)).code, 0);
  assert.deepEqual(fake.asked.cancels, ['01AAAA1111']);
});

test('runs resume answers the one open question and carries the run on', async () => {
  const fake = createFakeApp();
  fake.addWorkflow(ORDERS);
  fake.addRun({ id: 'r1', status: 'uncertain' }, UNCERTAIN, [
    { path: 'send', kind: 'uncertain', dueAt: undefined, token: undefined },
  ]);
  const wrong = await run(['runs', 'resume', 'r1', '--approve'], fake);
  assert.equal(wrong.code, 1);
  assert.match(
    wrong.stderr,
    /has no such question\. What can be answered: \(wait-not-open\)\n {4}flowright runs resume r1 --step send --decision retry/,
  );
  fake.script.onAnswer = (runId) =>
    fake.advance(runId, [SUCCEEDED], { status: 'succeeded', finishedAt: 9, output: 'done' }, []);
  const { code, stdout } = await run(
    ['runs', 'resume', 'r1', '--decision', 'succeeded', '--output', '{"id":7}', '--by', 'ada'],
    fake,
  );
  assert.deepEqual([code, stdout], [0, '"done"\n']);
  assert.deepEqual(fake.asked.answers, [
    { runId: 'r1', answer: { kind: 'decision', path: 'send', decision: 'succeeded', output: { id: 7 }, by: 'ada' } },
  ]);
  assert.deepEqual(fake.asked.resumes, ['r1']);
  const ended = await run(['runs', 'resume', 'r1'], fake);
  assert.equal(ended.code, 1);
  assert.match(ended.stderr, /has ended already \(succeeded\)/);
});

test('the question of a called run is answered through the run that called it', async () => {
  const fake = createFakeApp();
  fake.addWorkflow(ORDERS);
  const asks: RunEvent = { type: 'step-waiting', at: 1, path: 'review', wait: { kind: 'approval', title: 'Send?' } };
  fake.addRun(
    { id: 'child', status: 'waiting' },
    [asks],
    [{ path: 'review', kind: 'approval', dueAt: undefined, token: undefined }],
  );
  fake.addRun(
    { id: 'parent', status: 'waiting' },
    [],
    [{ path: 'call', kind: 'child', dueAt: undefined, token: 'child' }],
  );
  fake.script.onAnswer = () => fake.advance('parent', [SUCCEEDED], { status: 'succeeded', finishedAt: 9 }, []);
  assert.equal((await run(['runs', 'resume', 'parent', '--approve'], fake)).code, 0);
  assert.deepEqual(
    fake.asked.answers.map(({ runId }) => runId),
    ['child'],
  );
});

test('answers that exclude or need each other end with 2', async () => {
  const fake = createAppWithRuns();
  const wrong = [
    ['--approve', '--reject'],
    ['--approve', '--answer', '{}'],
    ['--comment', 'x'],
    ['--output', '{}'],
    ['--step', 'x'],
    ['--decision', 'maybe'],
  ];
  for (const options of wrong)
    assert.equal((await run(['runs', 'resume', '1111', ...options], fake)).code, 2, options.join(' '));
  assert.deepEqual(fake.asked.answers, []);
});

test('runs fork names steps and replaces their inputs', async () => {
  const fake = createAppWithRuns();
  fake.script.onStart = (runId) => fake.advance(runId, [SUCCEEDED], { status: 'succeeded', finishedAt: 9, output: 1 });
  const { code } = await run(
    ['runs', 'fork', '1111', '--from', 'fetch', '--input', 'fetch={"url":"https://a=b"}'],
    fake,
  );
  assert.equal(code, 0);
  assert.deepEqual(fake.asked.forks, [
    { runId: '01AAAA1111', from: ['fetch'], overrides: { fetch: { url: 'https://a=b' } } },
  ]);
  assert.equal((await run(['runs', 'fork', '1111', '--input', '{}'], fake)).code, 2);
});

test('workflows import checks all files before it saves any', async (t) => {
  const folder = createFolder(t);
  writeFileSync(join(folder, 'a.json'), JSON.stringify(ORDERS));
  writeFileSync(join(folder, 'b.json'), JSON.stringify(Workflow.parse({ ...ORDERS, id: 'other' })));
  const fake = createFakeApp();
  const first = await run(['workflows', 'import', 'a.json', 'b.json'], fake, { workingDir: folder });
  assert.equal(first.stdout, '✔ orders saved as version 1\n✔ other saved as version 1\n');
  assert.match(
    (await run(['workflows', 'import', 'a.json'], fake, { workingDir: folder })).stdout,
    /orders unchanged, version 1/,
  );
  const opened = fake.asked.data.length;
  assert.equal((await run(['workflows', 'import', 'a.json', 'none.json'], fake, { workingDir: folder })).code, 2);
  assert.equal(fake.asked.data.length, opened);
  assert.ok(fake.asked.data.every(({ write }) => write === true));
});

test('workflows export prints, or writes a file by its ending and replaces none', async (t) => {
  const folder = createFolder(t);
  const fake = createAppWithRuns();
  assert.equal((await run(['workflows', 'export', 'orders'], fake)).stdout, 'json orders\n');
  await run(['workflows', 'export', 'orders', '--out', 'o.yaml'], fake, { workingDir: folder });
  assert.equal(readFileSync(join(folder, 'o.yaml'), 'utf8'), 'yaml orders\n');
  const again = await run(['workflows', 'export', 'orders', '--out', 'o.yaml'], fake, { workingDir: folder });
  assert.deepEqual([again.code, again.stderr.includes('--force')], [2, true]);
  assert.equal(
    (await run(['workflows', 'export', 'orders', '--out', 'o.yaml', '--force'], fake, { workingDir: folder })).code,
    0,
  );
  assert.equal((await run(['workflows', 'export', 'orders', '--version', '9'], fake)).code, 2);
});

test('workflows list, versions, diff and rollback', async () => {
  const fake = createAppWithRuns();
  fake.addWorkflow({ ...ORDERS, name: 'Orders 2' });
  assert.match((await run(['workflows', 'list'], fake)).stdout, /orders +Orders 2 +2/);
  assert.match((await run(['workflows', 'versions', 'orders'], fake)).stdout, /2 {2}current[\s\S]*\n +1 {2}/);
  fake.script.changes = [{ kind: 'changed', path: 'name', before: 'Orders', after: 'Orders 2' }];
  assert.equal(
    (await run(['workflows', 'diff', 'orders', '1'], fake)).stdout,
    '~ name\n    - "Orders"\n    + "Orders 2"\n',
  );
  assert.match((await run(['workflows', 'rollback', 'orders', '1'], fake)).stdout, /as version 3/);
  assert.match((await run(['workflows', 'versions', 'oders'], fake)).stderr, /Did you mean "orders"\?/);
});

test('data prune takes a duration, restore wants a yes, check fails on damage', async (t) => {
  const folder = createFolder(t);
  const fake = createFakeApp();
  assert.equal(
    (await run(['data', 'prune', '--older-than', '30d', '--keep', '5'], fake)).stdout,
    'Deleted 3 runs, 2.0 KB freed.\n',
  );
  assert.deepEqual(fake.asked.prunes, [{ olderThanMs: 2_592_000_000, keep: 5 }]);
  assert.equal((await run(['data', 'prune', '--older-than', 'ages'], fake)).code, 2);
  assert.equal((await run(['data', 'prune'], fake)).code, 2);

  const file = join(folder, 'b.db');
  writeFileSync(file, '');
  assert.equal((await run(['data', 'backup', file], fake)).code, 2, 'a backup replaces no file');
  assert.equal((await run(['data', 'backup', `${file}2`], fake)).code, 0);
  assert.equal((await run(['data', 'restore', file], fake)).code, 2);
  assert.equal((await run(['data', 'restore', `${file}3`, '--yes'], fake)).code, 2);
  assert.deepEqual(fake.asked.restores, []);
  assert.equal((await run(['data', 'restore', file, '--yes'], fake)).code, 0);
  assert.deepEqual(fake.asked.restores, [file]);
  assert.ok(existsSync(file));

  assert.equal((await run(['data', 'check'], fake)).code, 0);
  fake.script.damage = ['page 3 is damaged'];
  assert.deepEqual(await run(['data', 'check'], fake), { code: 1, stdout: '✖ page 3 is damaged\n', stderr: '' });
});

test('simulate draws the path taken and marks what was made up', async (t) => {
  const folder = createFolder(t);
  writeFileSync(join(folder, 'orders.json'), JSON.stringify(ORDERS));
  const fake = createFakeApp();
  const events = ORDERS_EVENTS.map((event, at) => ({
    seq: at + 1,
    event: event.type === 'step-succeeded' ? { ...event, simulated: true } : event,
  }));
  fake.script.simulation = { status: 'succeeded', output: { report: 'x' }, error: undefined, events };
  const { code, stdout } = await run(['simulate', 'orders.json'], fake, { workingDir: folder });
  assert.equal(code, 0);
  assert.match(stdout, /✔ Fetch orders .*simulated/);
  assert.match(stdout, /Orders: succeeded in 2\.8 s, 2 of 3 steps simulated/);
  const json = JSON.parse((await run(['simulate', 'orders.json', '--json'], fake, { workingDir: folder })).stdout);
  assert.deepEqual([json.status, json.steps[0].simulated, json.output], ['succeeded', true, { report: 'x' }]);
});
