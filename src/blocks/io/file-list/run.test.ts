import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import type { JsonObject } from '#contract/json.ts';
import { runBlock } from '../../testing/run-block.ts';
import { createFileAccess } from '../file-access.ts';
import { compileGlob } from '../glob.ts';
import { walkFolder } from '../walk-folder.ts';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'flowright-list-')));
after(() => rmSync(base, { recursive: true, force: true }));
const root = join(base, 'root');
const tree = {
  'b.txt': 2,
  'a.md': 3,
  'src/c.ts': 1,
  'src/deep/d.ts': 5,
  'node_modules/x/e.ts': 1,
  '.git/config': 1,
  'src/.env': 1,
};
for (const [at, [path, size]] of Object.entries(tree).entries()) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), 'x'.repeat(size));
  utimesSync(join(root, path), 1_000 + at, 1_000 + at);
}
mkdirSync(join(base, 'outside'));
writeFileSync(join(base, 'outside/secret.ts'), '');
symlinkSync(join(base, 'outside'), join(root, 'linked'));
symlinkSync(join(base, 'outside/secret.ts'), join(root, 'linked.ts'));
symlinkSync(root, join(root, 'src/again'));

const list = async (inputs: JsonObject) =>
  (await runBlock('io/file-list', inputs, { files: createFileAccess([root]) })) as {
    files: readonly {
      relativePath: string;
      name: string;
      kind: string;
      sizeBytes?: number;
      modifiedAt?: string;
      path: string;
    }[];
    count: number;
    truncated: boolean;
    unreadable: readonly string[];
  };
const paths = async (inputs: JsonObject) => (await list(inputs)).files.map(({ relativePath }) => relativePath);

test('files are found at any depth in order, without hidden ones and without links', async () => {
  const answer = await list({});
  assert.deepEqual(
    answer.files.map(({ relativePath }) => relativePath),
    ['a.md', 'b.txt', 'node_modules/x/e.ts', 'src/c.ts', 'src/deep/d.ts'],
  );
  assert.deepEqual([answer.count, answer.truncated, answer.unreadable], [5, false, []]);
  assert.deepEqual(answer.files[1], {
    path: join(root, 'b.txt'),
    relativePath: 'b.txt',
    name: 'b.txt',
    kind: 'file',
    sizeBytes: 2,
    modifiedAt: '1970-01-01T00:16:40.000Z',
  });
});

test('patterns choose and leave out', async () => {
  assert.deepEqual(await paths({ pattern: '*.ts', ignore: ['node_modules'] }), ['src/c.ts', 'src/deep/d.ts']);
  assert.deepEqual(await paths({ pattern: '*.ts', ignore: ['**/node_modules/**'] }), ['src/c.ts', 'src/deep/d.ts']);
  assert.deepEqual(await paths({ pattern: 'src/*.ts' }), ['src/c.ts']);
  assert.deepEqual(await paths({ pattern: 'src/**/{c,d}.ts' }), ['src/c.ts', 'src/deep/d.ts']);
  assert.deepEqual(await paths({ recursive: false }), ['a.md', 'b.txt']);
  assert.deepEqual(await paths({ hidden: true, pattern: '.*' }), ['src/.env']);
  assert.deepEqual(await paths({ hidden: true, pattern: '.git/**' }), ['.git/config']);
  assert.deepEqual(await paths({ folder: 'src', include: ['files', 'folders'] }), ['c.ts', 'deep', 'deep/d.ts']);
  assert.deepEqual(await paths({ include: 'folders', recursive: false }), ['node_modules', 'src']);
});

test('the list can be ordered and cut', async () => {
  assert.deepEqual(await paths({ sort: 'size', order: 'desc', limit: 2 }), ['src/deep/d.ts', 'a.md']);
  assert.deepEqual(await paths({ sort: 'modified', limit: 1 }), ['b.txt']);
  assert.deepEqual(await paths({ sort: 'name', limit: 3 }), ['a.md', 'b.txt', 'src/c.ts']);
  assert.equal((await list({ limit: 2 })).truncated, true);
  assert.equal((await list({ limit: 5 })).truncated, false);
  assert.ok(!('sizeBytes' in ((await list({ details: false })).files[0] ?? {})));
});

test('folders that are missing, outside or no folders are refused', async () => {
  await assert.rejects(list({ folder: 'none' }), { code: 'file-missing' });
  await assert.rejects(list({ folder: 'a.md' }), { code: 'file-missing', message: /not a folder/ });
  for (const folder of ['..', 'linked', '/', '../outside'])
    await assert.rejects(list({ folder }), { code: 'path-refused' }, folder);
  await assert.rejects(list({ pattern: '[' }), { code: 'input-invalid' });
});

test('a walk is bounded in what it finds and what it looks at, and can be cancelled', async () => {
  const any = compileGlob('*');
  const options = {
    pattern: any,
    ignore: [],
    recursive: true,
    files: true,
    folders: false,
    hidden: true,
    maxFound: 100,
    maxVisited: 100,
    signal: new AbortController().signal,
  };
  assert.equal((await walkFolder(root, { ...options, maxFound: 2 })).found.length, 2);
  assert.equal((await walkFolder(root, { ...options, maxFound: 2 })).truncated, true);
  assert.equal((await walkFolder(root, { ...options, maxVisited: 3 })).truncated, true);
  assert.equal((await walkFolder(root, options)).truncated, false);
  await assert.rejects(walkFolder(root, { ...options, signal: AbortSignal.abort(new Error('stop')) }), /stop/);
});
