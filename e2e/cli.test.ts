import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createFlowright } from './testing/flowright.ts';

const set = (id: string, values: object) => ({ id, input: { values }, process: { block: 'data.set' } });
const wait = (duration: string) => ({ id: 'pause', input: { duration }, process: { block: 'control.wait' } });
const ask = { id: 'review', input: { title: 'Send it?' }, process: { block: 'control.approval' } };
const pick = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined),
    value,
  );

test('a file runs with its inputs, and its outputs go to stdout', async (t) => {
  const flowright = createFlowright(t);
  const file = flowright.write('greet', [set('hello', { text: 'Hello {{ input.name }}' })], {
    inputs: [{ id: 'name', type: 'string', required: true }],
    outputs: { text: '{{ hello.text }}' },
  });
  writeFileSync(join(flowright.folder, 'in.json'), '{"name":"Ada"}');
  const { code, stdout, stderr } = await flowright.run('run', file, '--input', '@in.json');
  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), { text: 'Hello Ada' });
  assert.match(stderr, /✔ hello /);
  const shown = await flowright.json('runs', 'show', 'last');
  assert.equal(pick(shown.value, 'status'), 'succeeded');
  const missing = await flowright.run('run', 'greet');
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /name/);
});

test('an invalid document is refused with its place and exit code 2', async (t) => {
  const flowright = createFlowright(t);
  const file = flowright.write('bad', [{ id: 'sort', process: { block: 'data.sortt' } }]);
  const { code, stdout } = await flowright.run('validate', file);
  assert.equal(code, 2);
  assert.match(stdout, /^bad\.json:\d+:\d+ error .*data\.sortt/m);
  assert.equal((await flowright.run('run', file)).code, 2);
  for (const text of ['', '{', '[]', '\u0000', '{"flowright":1}', '{"__proto__":{}}']) {
    writeFileSync(file, text);
    const refused = await flowright.run('validate', file);
    assert.equal(refused.code, 2, text);
    assert.doesNotMatch(refused.stdout + refused.stderr, /\n {4}at /, 'no stack');
  }
});

test('a failing run ends with 1, a run out of time with 3', async (t) => {
  const flowright = createFlowright(t);
  const failing = flowright.write('failing', [
    { id: 'stop', input: { status: 'failed', message: 'No orders.' }, process: { block: 'control.stop' } },
  ]);
  const failed = await flowright.run('run', failing);
  assert.equal(failed.code, 1, failed.stderr);
  assert.match(failed.stderr, /No orders\./);
  const late = flowright.write('late', [wait('1h')], { settings: { timeoutMs: 200 } });
  const timedOut = await flowright.run('run', late);
  assert.equal(timedOut.code, 3, timedOut.stderr);
});

test('Ctrl-C cancels a run and ends with 3', async (t) => {
  const flowright = createFlowright(t);
  const { child, ended, waitForText } = flowright.start('run', flowright.write('slow', [wait('1h')]));
  await waitForText('waits until');
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  assert.equal(code, 3, stderr);
  assert.equal(pick((await flowright.json('runs', 'show', 'last')).value, 'status'), 'cancelled');
});

test('a run whose process is killed goes on with runs resume, and repeats no step', async (t) => {
  const flowright = createFlowright(t);
  const note = {
    id: 'note',
    input: { path: 'log.txt', content: 'x', mode: 'append' },
    process: { block: 'io.file_write' },
  };
  const file = flowright.write('survivor', [note, wait('2s'), set('end', { done: true })], {
    outputs: { done: '{{ end.done }}' },
  });
  const { child, ended, waitForText } = flowright.start('run', file);
  await waitForText('waits until');
  child.kill('SIGKILL');
  await ended;
  const { code, stdout, stderr } = await flowright.run('runs', 'resume', 'last');
  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), { done: true });
  assert.equal(readFileSync(join(flowright.folder, 'log.txt'), 'utf8'), 'x');
});

test('an approval waits on disk, is answered by another process, and the run ends', async (t) => {
  const flowright = createFlowright(t);
  const file = flowright.write('asking', [ask], {
    outputs: { approved: '{{ review.approved }}', comment: '{{ review.comment }}' },
  });
  const first = await flowright.json('run', file);
  assert.equal(first.code, 0);
  assert.equal(pick(first.value, 'status'), 'waiting');
  const listed = await flowright.run('runs', 'list', '--status', 'waiting');
  assert.match(listed.stdout, /asking/);
  const shown = await flowright.run('runs', 'show', 'last');
  assert.match(shown.stdout, /review asks: Send it\?\n.*--approve/);
  const answered = await flowright.run('runs', 'resume', 'last', '--approve', '--comment', 'fine');
  assert.equal(answered.code, 0, answered.stderr);
  assert.deepEqual(JSON.parse(answered.stdout), { approved: true, comment: 'fine' });
  assert.equal((await flowright.run('runs', 'resume', 'last', '--approve')).code, 1);
});

test('a fork takes over what ended and runs the rest again', async (t) => {
  const flowright = createFlowright(t);
  const file = flowright.write('steps', [set('a', { n: 1 }), set('b', { n: '{{ a.n + 1 }}' })], {
    outputs: { n: '{{ b.n }}' },
  });
  assert.equal((await flowright.run('run', file)).code, 0);
  const { code, stdout, stderr } = await flowright.run(
    'runs',
    'fork',
    'last',
    '--from',
    'b',
    '--input',
    'b={"values":{"n":7}}',
  );
  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), { n: 7 });
  assert.match(stderr, /a .*taken over/);
});

test('a dry run has no effect and says what it made up', async (t) => {
  const flowright = createFlowright(t);
  const file = flowright.write('writer', [
    { id: 'save', input: { path: 'out.txt', content: 'x' }, process: { block: 'io.file_write' } },
  ]);
  const { code, stdout } = await flowright.run('simulate', file);
  assert.equal(code, 0);
  assert.match(stdout, /✔ save .*simulated/);
  assert.ok(!existsSync(join(flowright.folder, 'out.txt')));
});

test('workflows are imported, versioned, compared, rolled back and exported', async (t) => {
  const flowright = createFlowright(t);
  const file = flowright.write('flow', [set('a', { n: 1 })]);
  assert.match((await flowright.run('workflows', 'import', file)).stdout, /saved as version 1/);
  assert.match((await flowright.run('workflows', 'import', file)).stdout, /unchanged, version 1/);
  flowright.write('flow', [set('a', { n: 2 })]);
  assert.match((await flowright.run('workflows', 'import', file)).stdout, /saved as version 2/);
  assert.match(
    (await flowright.run('workflows', 'diff', 'flow', '1', '2')).stdout,
    /~ .*\n {4}- .*1.*\n {4}\+ .*2.*\n/,
  );
  assert.match((await flowright.run('workflows', 'rollback', 'flow', '1')).stdout, /as version 3/);
  assert.equal((await flowright.run('workflows', 'export', 'flow', '--out', 'copy.yaml')).code, 0);
  assert.equal((await flowright.run('validate', 'copy.yaml')).code, 0);
  assert.match((await flowright.run('workflows', 'import', 'copy.yaml')).stdout, /unchanged, version 3/);
  const unknown = await flowright.run('workflows', 'versions', 'flows');
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /Did you mean "flow"\?/);
});

test('data is backed up, restored and checked', async (t) => {
  const flowright = createFlowright(t);
  const file = flowright.write('flow', [set('a', { n: 1 })]);
  await flowright.run('workflows', 'import', file);
  assert.equal((await flowright.run('data', 'backup', 'copy.db')).code, 0);
  await flowright.run('run', file);
  const restored = await flowright.run('data', 'restore', 'copy.db', '--yes');
  assert.equal(restored.code, 0, restored.stderr);
  assert.deepEqual((await flowright.json('runs', 'list')).value, []);
  assert.equal((await flowright.run('data', 'check')).code, 0);
  writeFileSync(join(flowright.folder, 'copy.db'), 'not a database');
  const refused = await flowright.run('data', 'restore', 'copy.db', '--yes');
  assert.notEqual(refused.code, 0);
  assert.equal((await flowright.run('data', 'check')).code, 0, 'a refused restore leaves the data as it was');
});

test('blocks are listed with those of a folder, and a broken descriptor stops no other', async (t) => {
  const flowright = createFlowright(t);
  const { value } = await flowright.json('blocks', 'show', 'data.sort');
  assert.equal(pick(value, 'id'), 'data.sort');
  const unknown = await flowright.run('blocks', 'show', 'data.sortt');
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /Did you mean "data\.sort"\?/);
  assert.match((await flowright.run('blocks', 'list', '--search', 'csv')).stdout, /data\.csv_parse/);
});

test('the server answers on its port, takes over what waits, does what other commands ask, and ends on SIGTERM', async (t) => {
  const flowright = createFlowright(t);
  const started = await flowright.run('run', flowright.write('slow', [wait('1h')]), '--no-wait');
  assert.equal(started.code, 0, started.stderr);
  const runId = started.stdout.trim();
  const server = flowright.start('serve', '--port', '0');
  await server.waitForText('answers on');
  const { child, ended } = server;
  const following = flowright.start('runs', 'events', runId, '--follow', '--json');
  await following.waitForText('step-waiting');
  assert.equal((await flowright.run('runs', 'cancel', runId)).code, 0);
  const { code, stdout } = await following.ended;
  assert.equal(code, 0);
  assert.match(stdout, /"type":"run-finished".*"status":"cancelled"/);
  child.kill('SIGTERM');
  const end = await ended;
  assert.equal(end.code, 0, end.stderr);
  const address = /answers on (http:\S+)/.exec(end.stdout)?.[1];
  assert.ok(address !== undefined);
  await assert.rejects(fetch(`${address}/api/health`), 'nothing listens any more');
});

test('a data folder that is a file, and a reader that goes away, end without a stack', async (t) => {
  const flowright = createFlowright(t);
  const file = join(flowright.folder, 'file');
  writeFileSync(file, '');
  const refused = await flowright.run('run', flowright.write('flow', [set('a', { n: 1 })]), '--data', file);
  assert.notEqual(refused.code, 0);
  assert.match(refused.stderr, /^✖ .*--data/m);
  assert.doesNotMatch(refused.stderr, /\n {4}at /);
  const { child, ended } = flowright.start('blocks', 'list', '--json');
  child.stdout.destroy();
  const { stderr } = await ended;
  assert.equal(stderr, '');
});
