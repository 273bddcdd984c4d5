import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { createFileAccess, isInside } from './file-access.ts';
import { openFile } from './open-file.ts';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'flowright-access-')));
after(() => rmSync(base, { recursive: true, force: true }));
const root = join(base, 'root');
const evil = join(base, 'root-evil');
for (const folder of [root, evil, join(root, 'sub')]) mkdirSync(folder);
writeFileSync(join(root, 'a.txt'), 'a');
writeFileSync(join(evil, 'secret.txt'), 'secret');
symlinkSync(evil, join(root, 'linked-folder'));
symlinkSync(join(evil, 'secret.txt'), join(root, 'linked-file'));
symlinkSync(join(evil, 'not-yet.txt'), join(root, 'dangling'));
symlinkSync(join(root, 'not-yet.txt'), join(root, 'dangling-inside'));
symlinkSync(join(root, 'loop'), join(root, 'loop'));
symlinkSync(join(root, 'sub'), join(root, 'inner'));
symlinkSync('/', join(root, 'top'));
const files = createFileAccess([root]);
const refused = { code: 'path-refused' };

test('paths below the root are found, relative or absolute, there or not yet', async () => {
  assert.equal(await files.resolve('a.txt', 'read'), join(root, 'a.txt'));
  assert.equal(await files.resolve(join(root, 'a.txt'), 'read'), join(root, 'a.txt'));
  assert.equal(await files.resolve('new/deep/file.txt', 'write'), join(root, 'new/deep/file.txt'));
  assert.equal(await files.resolve('sub/../a.txt', 'read'), join(root, 'a.txt'));
  assert.equal(await files.resolve('.', 'read'), root);
});

test('links that stay inside are followed to the real place', async () => {
  assert.equal(await files.resolve('inner/x.txt', 'write'), join(root, 'sub/x.txt'));
});

test('paths that lead out are refused, for reading and for writing', async () => {
  const paths = [
    '..',
    '../root-evil/secret.txt',
    'sub/../../root-evil/secret.txt',
    join(evil, 'secret.txt'),
    `${root}-evil/secret.txt`,
    '/etc/passwd',
    'linked-folder/secret.txt',
    'linked-folder/new.txt',
    'linked-folder/new/deeper.txt',
    'linked-file',
    'dangling',
    'dangling/x',
    'dangling-inside',
    'loop',
    'loop/x',
    'top/etc/passwd',
    `top${evil}/secret.txt`,
    'a.txt\0.png',
    '',
    '/proc/self/environ',
  ];
  for (const path of paths) {
    for (const access of ['read', 'write'] as const)
      await assert.rejects(files.resolve(path, access), refused, `${access} ${path}`);
  }
});

test('with no allowed folder everything is refused', async () => {
  await assert.rejects(createFileAccess([]).resolve('a.txt', 'read'), refused);
});

test('a root that is a link, or one of several, is judged by its real place', async () => {
  const link = join(base, 'link-to-root');
  symlinkSync(root, link);
  const access = createFileAccess([link, evil]);
  assert.deepEqual(access.roots, [root, evil]);
  assert.equal(await access.resolve(join(link, 'a.txt'), 'read'), join(root, 'a.txt'));
  assert.equal(await access.resolve('linked-file', 'read'), join(evil, 'secret.txt'));
});

test('a root that is missing or no folder is a fault of the settings', () => {
  assert.throws(() => createFileAccess([join(base, 'nowhere')]), { code: 'config-invalid' });
  assert.throws(() => createFileAccess([join(root, 'a.txt')]), { code: 'config-invalid' });
});

test('whatever the path, what is found lies inside', async () => {
  const part = fc.constantFrom(
    '..',
    '.',
    'sub',
    'inner',
    'linked-folder',
    'linked-file',
    'dangling',
    'top',
    'loop',
    'a.txt',
    'new',
    '',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 7 }), fc.boolean(), async (parts, absolute) => {
      const path = `${absolute ? `${root}/` : ''}${parts.join('/')}`;
      const found = await files.resolve(path, 'write').catch((error: unknown) => error);
      if (typeof found === 'string') {
        assert.ok(isInside([root], found), found);
        if (existsSync(found)) assert.equal(realpathSync(found), found);
      } else assert.ok(found instanceof Error && 'code' in found && found.code === 'path-refused', String(found));
    }),
    { numRuns: 300 },
  );
});

test('a link put in place after the check is not opened', async () => {
  const swapped = join(root, 'swapped');
  mkdirSync(swapped);
  writeFileSync(join(swapped, 'secret.txt'), 'harmless');
  const real = await files.resolve('swapped/secret.txt', 'read');
  rmSync(swapped, { recursive: true });
  symlinkSync(evil, swapped);
  await assert.rejects(openFile(files, real, constants.O_RDONLY), refused);
  await assert.rejects(openFile(files, join(root, 'linked-file'), constants.O_RDONLY), { code: 'ELOOP' });
});

test('pipes, devices and folders are refused without waiting', async () => {
  const pipe = join(root, 'pipe');
  execFileSync('mkfifo', [pipe]);
  await assert.rejects(openFile(files, pipe, constants.O_RDONLY), refused);
  await assert.rejects(openFile(files, pipe, constants.O_WRONLY), refused);
  await assert.rejects(openFile(files, join(root, 'sub'), constants.O_RDONLY), refused);
  await assert.rejects(openFile(createFileAccess(['/dev']), '/dev/null', constants.O_RDONLY), refused);
});
