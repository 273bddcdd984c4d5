import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createFlowright, type Ended, type Flowright, type Started } from './testing/flowright.ts';

const set = (id: string, values: object) => ({ id, input: { values }, process: { block: 'data.set' } });
const wait = (duration: string) => ({ id: 'pause', input: { duration }, process: { block: 'control.wait' } });
const ask = { id: 'review', input: { title: 'Send it?' }, process: { block: 'control.approval' } };
const pick = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined),
    value,
  );

/** A server in a process of its own, and a command line elsewhere that knows its address only. */
interface Remote {
  readonly url: string;
  readonly token: string;
  readonly server: Flowright;
  readonly serving: Started;
  readonly client: Flowright;
  run(...args: readonly string[]): Promise<Ended>;
  start(...args: readonly string[]): Started;
  json(...args: readonly string[]): Promise<{ readonly code: number | null; readonly value: unknown }>;
}

async function startRemote(t: TestContext): Promise<Remote> {
  const server = createFlowright(t);
  const client = createFlowright(t);
  const serving = server.start('serve', '--port', '0', '--json');
  await serving.waitForText('"address"');
  const url = /"address":"([^"]+)"/.exec(serving.output())?.[1] ?? '';
  const token = readFileSync(join(server.folder, 'data', 'owner-token'), 'utf8').trim();
  const flags = ['--server', url, '--token', token];
  return {
    url,
    token,
    server,
    serving,
    client,
    run: (...args) => client.run(...args, ...flags),
    start: (...args) => client.start(...args, ...flags),
    json: (...args) => client.json(...args, ...flags),
  };
}

test('a file is saved on the server and run there, with live lines and its outputs', async (t) => {
  const { client, run, json, server } = await startRemote(t);
  const file = client.write('greet', [set('hello', { text: 'Hello {{ input.name }}' })], {
    inputs: [{ id: 'name', type: 'string', required: true }],
    outputs: { text: '{{ hello.text }}' },
  });
  assert.match((await run('validate', file)).stdout, /is valid/);
  const imported = await run('workflows', 'import', file, '-m', 'first');
  assert.match(imported.stdout, /greet saved as version 1/, imported.stderr);
  const { code, stdout, stderr } = await run('run', 'greet', '--input', '{"name":"Ada"}');
  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), { text: 'Hello Ada' });
  assert.match(stderr, /✔ hello /);
  assert.match(stderr, /succeeded/);

  const listed = await json('runs', 'list');
  assert.equal(pick(listed.value, 0, 'workflowId'), 'greet');
  assert.equal(pick(listed.value, 0, 'status'), 'succeeded');
  const shown = await json('runs', 'show', 'last');
  assert.deepEqual(pick(shown.value, 'output'), { text: 'Hello Ada' });
  assert.equal(pick(shown.value, 'steps', 0, 'path'), 'hello');
  const here = await server.json('runs', 'show', 'last');
  assert.equal(pick(here.value, 'runId'), pick(shown.value, 'runId'), 'the run is in the data folder of the server');

  client.write('greet', [set('hello', { text: 'Bye {{ input.name }}' })]);
  assert.match((await run('workflows', 'import', file)).stdout, /saved as version 2/);
  assert.match((await run('workflows', 'diff', 'greet', '1')).stdout, /Bye/);
  assert.match((await run('workflows', 'rollback', 'greet', '1')).stdout, /as version 3/);
  assert.equal(pick((await json('workflows', 'versions', 'greet')).value, 0, 'version'), 3);
  assert.match((await run('workflows', 'export', 'greet', '--version', '2')).stdout, /Bye/);
  assert.match((await run('workflows', 'list')).stdout, /greet/);
});

test('blocks, dry runs and care of the data are asked of the server', async (t) => {
  const { client, run, json, server } = await startRemote(t);
  assert.match((await run('blocks', 'list', '--search', 'csv')).stdout, /csv/);
  assert.match((await run('blocks', 'show', 'data.set')).stdout, /values/);
  assert.equal((await run('blocks', 'show', 'data.sett')).code, 2);
  const bad = client.write('bad', [{ id: 'sort', process: { block: 'data.sortt' } }]);
  const refused = await run('validate', bad);
  assert.equal(refused.code, 2);
  assert.match(refused.stdout, /^bad\.json:\d+:\d+ error .*data\.sortt/m);
  const save = { id: 'save', input: { path: 'out.txt', content: 'x' }, process: { block: 'io.file_write' } };
  const tried = await run('simulate', client.write('writer', [save]));
  assert.equal(tried.code, 0, tried.stderr);
  assert.match(tried.stdout, /✔ save .*simulated/);
  assert.equal(pick((await json('data', 'prune', '--older-than', '1d')).value, 'runs'), 0);
  assert.equal((await run('data', 'prune', '--older-than', '5h')).code, 2);
  assert.ok(Number(pick((await json('data', 'backup', 'copy.db')).value, 'bytes')) > 0);
  assert.ok(readFileSync(join(server.folder, 'data', 'backups', 'copy.db')).length > 0);
});

test('a run is followed, cancelled from elsewhere, and its end decides the exit code', async (t) => {
  const { client, run, start } = await startRemote(t);
  const running = start('run', client.write('slow', [set('a', { n: 1 }), wait('1h')]));
  await running.waitForText('waits until');
  const following = start('runs', 'events', 'last', '--follow', '--json');
  await following.waitForText('step-waiting');
  const cancelled = await run('runs', 'cancel', 'last', '--reason', 'enough');
  assert.equal(cancelled.code, 0, cancelled.stderr);
  assert.equal((await running.ended).code, 3);
  const { code, stdout } = await following.ended;
  assert.equal(code, 0);
  const events = stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  assert.deepEqual(
    events.map((event) => pick(event, 'seq')),
    events.map((_, at) => at + 1),
    'each event once',
  );
  assert.equal(pick(events.at(-1), 'type'), 'run-finished');
  assert.equal((await run('runs', 'cancel', 'last')).code, 1, 'it has ended');
  const stop = { id: 'stop', input: { status: 'failed', message: 'No orders.' }, process: { block: 'control.stop' } };
  const failed = await run('run', client.write('failing', [stop]));
  assert.equal(failed.code, 1);
  assert.match(failed.stderr, /No orders\./);
});

test('Ctrl-C cancels the run on the server', async (t) => {
  const { client, start, json } = await startRemote(t);
  const running = start('run', client.write('slow', [wait('1h')]));
  await running.waitForText('waits until');
  running.child.kill('SIGINT');
  assert.equal((await running.ended).code, 3);
  assert.equal(pick((await json('runs', 'show', 'last')).value, 'status'), 'cancelled');
});

test('an approval is answered and the run followed to its end; a fork runs its steps again', async (t) => {
  const { client, run, json } = await startRemote(t);
  const file = client.write('asking', [ask, set('end', { n: 1 })], {
    outputs: { approved: '{{ review.approved }}', n: '{{ end.n }}' },
  });
  const first = await json('run', file);
  assert.equal(first.code, 0);
  assert.equal(pick(first.value, 'status'), 'waiting');
  assert.match((await run('runs', 'show', 'last')).stdout, /review asks: Send it\?/);
  const answered = await run('runs', 'resume', 'last', '--approve', '--comment', 'fine');
  assert.equal(answered.code, 0, answered.stderr);
  assert.deepEqual(JSON.parse(answered.stdout), { approved: true, n: 1 });
  assert.equal((await run('runs', 'resume', 'last', '--approve')).code, 1);
  const forked = await run('runs', 'fork', 'last', '--from', 'end', '--input', 'end={"values":{"n":7}}');
  assert.equal(forked.code, 0, forked.stderr);
  assert.deepEqual(JSON.parse(forked.stdout), { approved: true, n: 7 });
  assert.match(forked.stderr, /review .*taken over/);
});

test('what is not there, not allowed or not reachable is told in words and by the exit code', async (t) => {
  const { client, run, url, token, serving, server } = await startRemote(t);
  const unknown = await run('runs', 'show', '01j0000000000000000000000a');
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /run-not-found/);
  assert.match((await run('run', 'nothing')).stderr, /workflow-not-found/);
  const wrong = await client.run('runs', 'list', '--server', url, '--token', `${token.slice(0, -4)}AAAA`);
  assert.equal(wrong.code, 1);
  assert.match(wrong.stderr, /does not accept the token/);
  const none = await client.run('runs', 'list', '--server', url);
  assert.equal(none.code, 1);
  assert.match(none.stderr, /There is no token/);
  const owner = await client.run('runs', 'list', '--server', url, '--data', join(server.folder, 'data'));
  assert.equal(owner.code, 0, owner.stderr);
  for (const args of [
    ['serve', '--server', url],
    ['data', 'check', '--server', url],
    ['data', 'restore', 'x.db', '--server', url],
    ['runs', 'list', '--token', token],
    ['runs', 'list', '--server', 'nonsense'],
    ['runs', 'list', '--server', 'ftp://127.0.0.1'],
    ['run', 'x.json', '--server', url, '--allow-root', '.'],
  ]) {
    const refused = await client.run(...args);
    assert.equal(refused.code, 2, args.join(' '));
    assert.doesNotMatch(refused.stderr, /\n {4}at /, 'no stack');
  }
  const before = process.env.FLOWRIGHT_SERVER;
  process.env.FLOWRIGHT_SERVER = url;
  t.after(() => {
    if (before === undefined) delete process.env.FLOWRIGHT_SERVER;
    else process.env.FLOWRIGHT_SERVER = before;
  });
  assert.equal((await client.run('data', 'check')).code, 2, 'the environment names the server too');
  const another = client.start('serve', '--port', '0', '--allow-root', '.');
  await another.waitForText('answers on');
  another.child.kill('SIGTERM');
  await another.ended;
  serving.child.kill('SIGTERM');
  await serving.ended;
  const down = await run('runs', 'list');
  assert.equal(down.code, 1);
  assert.match(down.stderr, /No server answers at http.*ECONNREFUSED/);
});

test('another program at the address is no server, and the owner token stays on this machine', async (t) => {
  const client = createFlowright(t);
  const asked: string[] = [];
  const other = createServer((request, response) => {
    asked.push(request.headers.authorization ?? '');
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end('<html>');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  t.after(() => other.close());
  const { port } = other.address() as AddressInfo;
  const odd = await client.run('runs', 'list', '--server', `http://127.0.0.1:${port}`, '--token', 'flw_x');
  assert.equal(odd.code, 1, odd.stderr);
  assert.doesNotMatch(odd.stderr, /Something in Flowright broke/);
  assert.deepEqual(asked, ['Bearer flw_x']);
  const far = await client.run('runs', 'list', '--server', 'http://flowright.invalid');
  assert.equal(far.code, 1);
  assert.match(far.stderr, /needs an API token/);
});

test('tokens are made, used, listed and revoked, here and on a server; login prints a link once', async (t) => {
  const { client, json, run, url, server, token } = await startRemote(t);
  const made = await json('token', 'create', 'reader', '--permission', 'run:read', '--expires', '30d');
  const reader = String(pick(made.value, 'token'));
  assert.match(reader, /^flw_/);
  const asReader = (...args: readonly string[]) => client.run(...args, '--server', url, '--token', reader);
  assert.equal((await asReader('runs', 'list')).code, 0);
  const forbidden = await asReader('workflows', 'list');
  assert.equal(forbidden.code, 1);
  assert.match(forbidden.stderr, /workflow:read/);
  const listed = await server.run('token', 'list');
  assert.match(listed.stdout, /reader .*run:read/);
  assert.doesNotMatch(listed.stdout, new RegExp(reader));
  const revoked = await run('token', 'revoke', String(pick(made.value, 'id')));
  assert.equal(revoked.code, 0, revoked.stderr);
  const ended = await asReader('runs', 'list');
  assert.equal(ended.code, 1);
  assert.match(ended.stderr, /was revoked/);
  assert.equal((await run('token', 'revoke', 'nothing')).code, 2);
  assert.equal((await client.run('token', 'create', 'x', '--permission', 'run:fly')).code, 2);

  const local = await server.run('token', 'create', 'all', '--permission', '*');
  assert.equal(local.code, 0, local.stderr);
  const all = local.stdout.trim();
  assert.equal((await client.run('runs', 'list', '--server', url, '--token', all)).code, 0);
  const refused = await client.run('login', '--server', url, '--token', all);
  assert.equal(refused.code, 1, 'a session outlives a token: only the owner makes one');
  const login = await client.run('login', '--server', url, '--token', token);
  const opened = await fetch(login.stdout.trim(), { redirect: 'manual' });
  assert.equal(opened.status, 303);
  assert.match(opened.headers.get('set-cookie') ?? '', /flws_/);
});
