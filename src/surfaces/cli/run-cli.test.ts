import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import type { RunEvent } from '#contract/run-event.ts';
import { runCli } from './run-cli.ts';
import { createFakeApp, type FakeApp } from './testing/fake-app.ts';
import { createFakeTerminal } from './testing/fake-terminal.ts';
import { createFolder, runCommand as run } from './testing/run-command.ts';
import { ORDERS, ORDERS_EVENTS, SUCCEEDED } from './testing/sample-run.ts';

function createOrdersApp(): FakeApp {
  const fake = createFakeApp();
  fake.addWorkflow(ORDERS);
  fake.script.onStart = (runId) => {
    fake.advance(runId, [...ORDERS_EVENTS, SUCCEEDED], {
      status: 'succeeded',
      finishedAt: 2_800,
      output: { report: 'done' },
    });
  };
  return fake;
}

test('help names every command and the exit codes, and ends with 0', async () => {
  const { code, stdout, stderr } = await run(['--help']);
  assert.equal(code, 0);
  for (const word of [
    'serve',
    'mcp',
    'run',
    'validate',
    'simulate',
    'runs',
    'workflows',
    'blocks',
    'data',
    '3 cancelled or timed out',
  ]) {
    assert.ok(stdout.includes(word), word);
  }
  assert.equal(stderr, '');
});

test('every command has help with its options', async () => {
  const commands = [
    'serve',
    'run',
    'validate',
    'simulate',
    'runs list',
    'runs show',
    'runs events',
    'runs cancel',
    'runs resume',
    'runs fork',
  ];
  const more = [
    'workflows import',
    'workflows export',
    'workflows list',
    'workflows versions',
    'workflows diff',
    'workflows rollback',
  ];
  const rest = ['blocks list', 'blocks show', 'data prune', 'data backup', 'data restore', 'data check'];
  for (const command of [...commands, ...more, ...rest]) {
    const { code, stdout } = await run([...command.split(' '), '--help']);
    assert.equal(code, 0, command);
    assert.ok(stdout.startsWith(`Usage: flowright ${command} `), stdout);
    assert.ok(stdout.includes('--json'), command);
  }
});

test('--version prints the version', async () => {
  assert.deepEqual(await run(['--version']), { code: 0, stdout: '1.2.3\n', stderr: '' });
});

test('an unknown command or option ends with 2 and suggests a near one', async () => {
  const command = await run(['wrokflows']);
  assert.equal(command.code, 2);
  assert.match(command.stderr, /unknown command 'wrokflows'[\s\S]*Did you mean workflows\?/);
  const option = await run(['serve', '--prot', '1']);
  assert.equal(option.code, 2);
  assert.match(option.stderr, /unknown option '--prot'[\s\S]*--port/);
  assert.equal((await run([])).code, 2);
  assert.equal((await run(['runs'])).code, 2);
});

test('with --json a usage error is JSON on stdout and nothing else', async () => {
  const { code, stdout, stderr } = await run(['runs', 'list', '--json', '--limit', 'many']);
  assert.equal(code, 2);
  assert.equal(stderr, '');
  assert.equal(JSON.parse(stdout).error.code, 'usage-invalid');
  assert.match(JSON.parse(stdout).error.message, /whole number from 1 to 10000/);
});

test('options and the environment choose the data folder, the roots and the address', async () => {
  const fake = createFakeApp();
  const { stdout } = await run(
    ['serve', '--port', '0', '--data', 'd', '--blocks', 'a', '--blocks', '/b', '--allow-private', '10.0.0.0/8'],
    fake,
  );
  assert.deepEqual(fake.asked.serves, [
    {
      dataDir: '/work/d',
      blocksDirs: ['/work/a', '/b'],
      allowedRoots: ['/work'],
      allowPrivate: ['10.0.0.0/8'],
      port: 0,
      host: '127.0.0.1',
    },
  ]);
  assert.match(stdout, /answers on http:\/\/127\.0\.0\.1:0 /);
  await run(['runs', 'list'], fake);
  await run(['runs', 'list'], fake, { env: { FLOWRIGHT_DATA: 'x' } });
  assert.deepEqual(
    fake.asked.data.map(({ dataDir }) => dataDir),
    ['/home/ada/.flowright', '/work/x'],
  );
});

test('mcp takes the same options, has help, and prints nothing itself', async () => {
  assert.match((await run(['mcp', '--help'])).stdout, /^Usage: flowright mcp [\s\S]*--data/);
  const fake = createFakeApp();
  const { code, stdout } = await run(['mcp', '--data', 'd', '--allow-private', '*'], fake);
  assert.equal(code, 0);
  assert.equal(stdout, '');
  assert.deepEqual(fake.asked.mcps, [
    { dataDir: '/work/d', blocksDirs: [], allowedRoots: ['/work'], allowPrivate: ['*'] },
  ]);
});

test('a port that is none is refused', async () => {
  for (const port of ['65536', '-1', 'http', '1.5', ''])
    assert.equal((await run(['serve', '--port', port])).code, 2, port);
});

test('run saves a file as a version, runs it, and prints its outputs on stdout only', async (t) => {
  const folder = createFolder(t);
  writeFileSync(join(folder, 'orders.json'), JSON.stringify(ORDERS));
  const fake = createOrdersApp();
  const { code, stdout, stderr } = await run(['run', 'orders.json', '--input', '{"day":"x"}', '--key', 'k'], fake, {
    workingDir: folder,
  });
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(stdout), { report: 'done' });
  assert.deepEqual(fake.asked.starts, [
    { workflowId: 'orders', version: 1, input: { day: 'x' }, trigger: { kind: 'cli' }, idempotencyKey: 'k' },
  ]);
  assert.match(stderr, /✖ Fetch orders 100 ms The shop did not answer\. Try again later\. \(request-failed\)\n/);
  assert.match(stderr, /✔ Fetch orders 1\.2 s · attempt 2\n/);
  assert.match(stderr, /✔ each 500 ms · 3 items, 1 failed\n/);
  assert.doesNotMatch(stderr, /send/, 'items of a loop write no lines');
  assert.ok(!stderr.includes('\u001b'), 'no colours without a terminal');
});

test('run --json prints one document and no lines', async () => {
  const { code, stdout, stderr } = await run(['run', 'orders', '--json'], createOrdersApp());
  assert.equal(code, 0);
  assert.equal(stderr, '');
  assert.deepEqual(JSON.parse(stdout), {
    runId: 'run-1',
    workflowId: 'orders',
    version: 1,
    status: 'succeeded',
    output: { report: 'done' },
    durationMs: 2_800,
  });
});

test('the exit code tells how a run ended', async () => {
  const ends = [
    ['succeeded', 0],
    ['failed', 1],
    ['cancelled', 3],
    ['timed-out', 3],
  ] as const;
  for (const [status, expected] of ends) {
    const fake = createFakeApp();
    fake.addWorkflow(ORDERS);
    fake.script.onStart = (runId) =>
      fake.advance(runId, [{ type: 'run-finished', at: 5, status }], { status, finishedAt: 5 });
    assert.equal((await run(['run', 'orders'], fake)).code, expected, status);
  }
});

test('a failed run says why, what to do, and where to look', async () => {
  const fake = createFakeApp();
  fake.addWorkflow(ORDERS);
  const error = { code: 'path-refused', message: 'The file /etc/passwd lies outside the allowed folders.' } as const;
  fake.script.onStart = (runId) =>
    fake.advance(runId, [{ type: 'run-finished', at: 5, status: 'failed', error }], {
      status: 'failed',
      finishedAt: 5,
      error,
    });
  const { code, stdout, stderr } = await run(['run', 'orders'], fake);
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(
    stderr,
    /outside the allowed folders\. \(path-refused\)\n {2}→ Add the folder with --allow-root DIR.*\n {2}→ flowright runs show run-1\n/,
  );
});

test('an invalid file prints its problems with places and ends with 2, and nothing is opened', async (t) => {
  const folder = createFolder(t);
  writeFileSync(join(folder, 'bad.json'), '{}');
  const fake = createFakeApp();
  fake.script.problems = [
    {
      severity: 'error',
      message: 'There is no block "data.sortt".',
      hint: 'Did you mean "data.sort"?',
      line: 7,
      column: 3,
    },
    { severity: 'warning', message: 'Nothing uses the step.', path: 'steps[1]' },
  ];
  const { code, stderr } = await run(['run', 'bad.json'], fake, { workingDir: folder });
  assert.equal(code, 2);
  assert.match(stderr, /bad\.json:7:3 error There is no block "data\.sortt"\.\n\s+→ Did you mean "data\.sort"\?/);
  assert.deepEqual(fake.asked.hosts, []);
  const validated = await run(['validate', 'bad.json'], fake, { workingDir: folder });
  assert.equal(validated.code, 2);
  assert.match(validated.stdout, /bad\.json warning steps\[1\]: Nothing uses the step\.\n✖ 1 error, 1 warning\n/);
  const json = JSON.parse((await run(['validate', 'bad.json', '--json'], fake, { workingDir: folder })).stdout);
  assert.deepEqual([json.valid, json.problems[0].line, json.problems.length], [false, 7, 2]);
});

test('a file that is not there, an unknown id and input that is no object end with 2', async () => {
  const fake = createOrdersApp();
  const missing = await run(['run', 'nothing.json'], fake);
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /nothing\.json cannot be read: there is no such file/);
  const unknown = await run(['run', 'ordres'], fake);
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /There is no workflow "ordres"\. Did you mean "orders"\?/);
  for (const input of ['{', '[]', '3', '@/nothing'])
    assert.equal((await run(['run', 'orders', '--input', input], fake)).code, 2, input);
  assert.deepEqual(fake.asked.starts, []);
});

test('run --no-wait prints the id of the run and ends', async () => {
  const fake = createOrdersApp();
  fake.script.onStart = () => undefined;
  assert.equal((await run(['run', 'orders', '--no-wait'], fake)).stdout, 'run-1\n');
});

const ASKED: RunEvent = { type: 'step-waiting', at: 10, path: 'review', wait: { kind: 'approval', title: 'Send it?' } };
const REVIEW_WAIT = { path: 'review', kind: 'approval', dueAt: undefined, token: undefined } as const;

function createAskingApp(): FakeApp {
  const fake = createFakeApp();
  fake.addWorkflow(ORDERS);
  fake.script.onStart = (runId) => fake.advance(runId, [ASKED], { status: 'waiting' }, [REVIEW_WAIT]);
  fake.script.onAnswer = (runId) => {
    fake.advance(runId, [SUCCEEDED], { status: 'succeeded', finishedAt: 20, output: { report: 'sent' } }, []);
  };
  return fake;
}

test('without a terminal a run that waits for an approval stays on disk, and the commands to answer are shown', async () => {
  const { code, stdout, stderr } = await run(['run', 'orders'], createAskingApp());
  assert.deepEqual([code, stdout], [0, '']);
  assert.match(stderr, /review asks: Send it\?\n {4}flowright runs resume run-1 --step review --approve\n/);
  const json = JSON.parse((await run(['run', 'orders', '--json'], createAskingApp())).stdout);
  assert.equal(json.status, 'waiting');
  assert.equal(json.waits[0].path, 'review');
  assert.match(json.waits[0].answerWith[0], /--approve$/);
});

test('on a terminal the person is asked, and the answer carries the run on', async () => {
  const fake = createAskingApp();
  const { terminal, stdin, written, waitForText } = createFakeTerminal({ isTTY: true });
  const ending = runCli(['run', 'orders'], fake.app, terminal);
  await waitForText('[y]es, [n]o');
  stdin.write('maybe\n');
  await waitForText('Answer y, n or l.');
  stdin.write('n too early\n');
  assert.equal(await ending, 0);
  assert.deepEqual(fake.asked.answers, [
    {
      runId: 'run-1',
      answer: { kind: 'answer', path: 'review', data: { approved: false, comment: 'too early' }, by: 'cli' },
    },
  ]);
  assert.match(written.stdout, /"report": "sent"/);
});

test('later, or the end of input, leaves the question open', async () => {
  for (const reply of ['l\n', undefined]) {
    const fake = createAskingApp();
    const { terminal, stdin, waitForText } = createFakeTerminal({ isTTY: true });
    const ending = runCli(['run', 'orders'], fake.app, terminal);
    await waitForText('[y]es, [n]o');
    if (reply === undefined) stdin.end();
    else stdin.write(reply);
    assert.equal(await ending, 0);
    assert.deepEqual(fake.asked.answers, []);
  }
});

test('Ctrl-C cancels the run and waits; a second one ends the process at once', async () => {
  const fake = createFakeApp();
  fake.addWorkflow(ORDERS);
  const { terminal, exits, signal, waitForText } = createFakeTerminal();
  const ending = runCli(['run', 'orders'], fake.app, terminal);
  await waitForText('Run run-1');
  await new Promise((resolve) => setImmediate(resolve));
  signal('SIGINT');
  await waitForText('Cancelling');
  assert.deepEqual(fake.asked.cancels, ['run-1']);
  signal('SIGINT');
  assert.deepEqual(exits, [130]);
  fake.advance('run-1', [{ type: 'run-finished', at: 5, status: 'cancelled' }], { status: 'cancelled', finishedAt: 5 });
  assert.equal(await ending, 3);
});

test('SIGTERM leaves the run parked and says how it goes on', async () => {
  const fake = createFakeApp();
  fake.addWorkflow(ORDERS);
  const { terminal, written, signal, waitForText } = createFakeTerminal();
  const ending = runCli(['run', 'orders'], fake.app, terminal);
  await waitForText('Run run-1');
  await new Promise((resolve) => setImmediate(resolve));
  signal('SIGTERM');
  assert.equal(await ending, 143);
  assert.match(written.stderr, /goes on with: flowright runs resume run-1/);
  assert.equal(fake.openCount(), 0);
});

test('an AppError is one line with its code; anything else is internal, with its stack only under FLOWRIGHT_DEBUG', async () => {
  const fake = createFakeApp();
  const failing = (error: Error): FakeApp => ({ ...fake, app: { ...fake.app, openData: () => Promise.reject(error) } });
  const busy = new AppError('storage-busy', 'The database is locked. Try again.', { data: { path: '/d' } });
  const known = await run(['runs', 'list'], failing(busy));
  assert.deepEqual([known.code, known.stderr], [1, '✖ The database is locked. Try again. (storage-busy)\n']);
  const json = await run(['runs', 'list', '--json'], failing(busy));
  assert.deepEqual(JSON.parse(json.stdout), {
    error: { code: 'storage-busy', message: 'The database is locked. Try again.', data: { path: '/d' } },
  });
  const unknown = await run(['runs', 'list'], failing(new TypeError('x is undefined')));
  assert.equal(unknown.code, 1);
  assert.match(unknown.stderr, /x is undefined/);
  assert.match(unknown.stderr, /\(internal\)/);
  assert.doesNotMatch(unknown.stderr, / at /);
  assert.match(
    (await run(['runs', 'list'], failing(new TypeError('x')), { env: { FLOWRIGHT_DEBUG: '1' } })).stderr,
    / at /,
  );
});
