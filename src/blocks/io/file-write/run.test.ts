import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import type { JsonObject } from '#contract/json.ts';
import { loadBuiltIn, runBlock } from '../../testing/run-block.ts';
import { createFileAccess } from '../file-access.ts';
import { toFileError } from '../file-error.ts';
import { replaceFile } from '../replace-file.ts';
import { effectOf } from './run.ts';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'flowright-write-')));
after(() => rmSync(base, { recursive: true, force: true }));
const root = join(base, 'root');
const outside = join(base, 'outside');
beforeEach(() => {
  for (const folder of [root, outside]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  }
});
const write = async (inputs: JsonObject) => runBlock('io/file-write', inputs, { files: createFileAccess([root]) });
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

test('a file is written whole, with the folders on its way', async () => {
  const path = join(root, 'a/b/c.txt');
  assert.deepEqual(await write({ path: 'a/b/c.txt', content: 'grüße' }), { path, sizeBytes: 7, created: true });
  assert.deepEqual(await write({ path: 'a/b/c.txt', content: '2' }), { path, sizeBytes: 1, created: false });
  assert.equal(read('a/b/c.txt'), '2');
  assert.deepEqual(readdirSync(join(root, 'a/b')), ['c.txt']);
  await assert.rejects(write({ path: 'x/y.txt', content: '', createFolders: false }), { code: 'file-missing' });
});

test('values are written as text, JSON or bytes', async () => {
  await write({ path: 'auto.json', content: { a: [1] } });
  assert.equal(read('auto.json'), '{\n  "a": [\n    1\n  ]\n}\n');
  await write({ path: 'text.json', content: 'quoted', encoding: 'json' });
  assert.equal(read('text.json'), '"quoted"\n');
  await write({ path: 'number', content: 5, encoding: 'text' });
  assert.equal(read('number'), '5');
  await write({ path: 'bytes', content: 'AP_p', encoding: 'base64' });
  assert.deepEqual([...readFileSync(join(root, 'bytes'))], [0, 255, 233]);
  await assert.rejects(write({ path: 'x', content: 'no base64!', encoding: 'base64' }), { code: 'input-invalid' });
  await assert.rejects(write({ path: 'x', content: {}, encoding: 'text' }), { code: 'input-invalid' });
  assert.equal(readdirSync(root).length, 4);
});

test('content can be added to the end', async () => {
  assert.deepEqual(await write({ path: 'log', content: 'a\n', mode: 'append' }), {
    path: join(root, 'log'),
    sizeBytes: 2,
    created: true,
  });
  assert.deepEqual(await write({ path: 'log', content: 'b\n', mode: 'append' }), {
    path: join(root, 'log'),
    sizeBytes: 4,
    created: false,
  });
  assert.equal(read('log'), 'a\nb\n');
});

test('a file that must be new leaves the old one alone', async () => {
  await write({ path: 'once', content: '1', mode: 'create' });
  await assert.rejects(write({ path: 'once', content: '2', mode: 'create' }), { code: 'conflict', message: /once/ });
  assert.equal(read('once'), '1');
  assert.deepEqual(readdirSync(root), ['once']);
});

test('of many that create the same file at once, one succeeds', async () => {
  const files = createFileAccess([root]);
  const outcomes = await Promise.allSettled(
    [0, 1, 2, 3, 4, 5].map((n) =>
      runBlock(
        'io/file-write',
        { path: 'race', content: `${n}`, mode: 'create' },
        { files, idempotencyKey: `step-${n}` },
      ),
    ),
  );
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.match(read('race'), /^[0-5]$/);
});

test('permissions are set, or kept when a file is replaced', async () => {
  await write({ path: 'private', content: '1', fileMode: '600' });
  assert.equal(statSync(join(root, 'private')).mode & 0o777, 0o600);
  await write({ path: 'private', content: '2' });
  assert.equal(statSync(join(root, 'private')).mode & 0o777, 0o600);
  await assert.rejects(write({ path: 'x', content: '', fileMode: '4755' }), { code: 'input-invalid' });
});

test('a write that fails half way leaves the old file and nothing else', async () => {
  await write({ path: 'kept', content: 'old' });
  const target = {
    files: createFileAccess([root]),
    path: join(root, 'kept'),
    key: 'k',
    mode: undefined,
    mustCreate: false,
  };
  const broken = replaceFile(target, async (handle) => {
    await handle.writeFile('half');
    throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  });
  await assert.rejects(broken, { code: 'ENOSPC' });
  assert.equal(read('kept'), 'old');
  assert.deepEqual(readdirSync(root), ['kept']);
});

test('an attempt after a crash replaces what the crash left behind', async () => {
  const target = {
    files: createFileAccess([root]),
    path: join(root, 'x'),
    key: 'k',
    mode: undefined,
    mustCreate: false,
  };
  let left = '';
  await replaceFile(target, async () => {
    left = readdirSync(root)[0] ?? '';
  });
  writeFileSync(join(root, left), 'left by a crash');
  await replaceFile(target, (handle) => handle.writeFile('new'));
  assert.deepEqual(readdirSync(root), ['x']);
  assert.equal(read('x'), 'new');
});

test('nothing is written outside the allowed folders', async () => {
  writeFileSync(join(outside, 'there'), 'untouched');
  symlinkSync(outside, join(root, 'folder'));
  symlinkSync(join(outside, 'there'), join(root, 'link'));
  symlinkSync(join(outside, 'new'), join(root, 'dangling'));
  const paths = [
    '../outside/there',
    join(outside, 'there'),
    'folder/there',
    'folder/new',
    'link',
    'dangling',
    'folder/a/b',
  ];
  for (const path of paths) {
    for (const mode of ['overwrite', 'append', 'create']) {
      await assert.rejects(write({ path, content: 'evil', mode }), { code: 'path-refused' }, `${mode} ${path}`);
    }
  }
  assert.deepEqual(readdirSync(outside), ['there']);
  assert.equal(readFileSync(join(outside, 'there'), 'utf8'), 'untouched');
});

test('folders and pipes are not written to', async () => {
  mkdirSync(join(root, 'folder'));
  execFileSync('mkfifo', [join(root, 'pipe')]);
  for (const path of ['folder', 'pipe', '.']) {
    for (const mode of ['overwrite', 'append']) {
      await assert.rejects(write({ path, content: 'x', mode }), { code: 'path-refused' }, `${mode} ${path}`);
    }
  }
});

test('a full disk is said to be full, and may pass', () => {
  const error = toFileError(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }), 'write', 'a.txt');
  assert.ok(error instanceof Error && 'code' in error && 'retry' in error);
  assert.deepEqual([error.code, error.retry], ['file-failed', 'later']);
  assert.match(error.message, /"a\.txt".*disk is full/);
});

test('replacing may be repeated after a crash; adding and creating may not', () => {
  assert.equal(loadBuiltIn('io/file-write').effect, 'effect');
  assert.equal(effectOf({}), 'idempotent');
  assert.equal(effectOf({ mode: 'overwrite' }), 'idempotent');
  assert.equal(effectOf({ mode: 'append' }), 'effect');
  assert.equal(effectOf({ mode: 'create' }), 'effect');
});
