import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createTemporaryFolder } from '#store/testing/temporary-store.ts';
import { openOwnerToken } from './owner-token.ts';
import { createSecret, isSecret } from './secret-text.ts';
import { isError } from './testing/is-error.ts';

function createFile(content: string, mode: number): string {
  const folder = createTemporaryFolder();
  writeFileSync(join(folder, 'owner-token'), content);
  chmodSync(join(folder, 'owner-token'), mode);
  return folder;
}

test('the first start makes a token only its owner can read, and later starts read it', () => {
  const folder = createTemporaryFolder();
  const first = openOwnerToken(folder);
  assert.equal(first.isNew, true);
  assert.equal(isSecret(first.token, 'flw_'), true);
  assert.equal(statSync(first.path).mode & 0o777, 0o600);
  assert.equal(readFileSync(first.path, 'utf8'), `${first.token}\n`);
  assert.deepEqual(openOwnerToken(folder), { ...first, isNew: false });
  assert.deepEqual(readdirSync(folder), ['owner-token'], 'no draft is left behind');
});

test('a wide umask makes no difference', () => {
  const before = process.umask(0);
  try {
    assert.equal(statSync(openOwnerToken(createTemporaryFolder()).path).mode & 0o777, 0o600);
  } finally {
    process.umask(before);
  }
});

test('a deleted token is replaced by another one', () => {
  const folder = createTemporaryFolder();
  const first = openOwnerToken(folder);
  rmSync(first.path);
  assert.notEqual(openOwnerToken(folder).token, first.token);
});

test('a file others can read or change is refused, and says what to do', () => {
  for (const mode of [0o644, 0o640, 0o604, 0o620, 0o602, 0o666]) {
    const folder = createFile(createSecret('flw_'), mode);
    assert.throws(() => openOwnerToken(folder), isError('config-invalid', /chmod 600 ".*owner-token"/));
  }
  const folder = createFile(createSecret('flw_'), 0o400);
  assert.equal(openOwnerToken(folder).isNew, false, 'read-only is fine');
});

test('a file that holds no token is refused and left as it is', () => {
  for (const content of ['', 'hello', `${createSecret('flw_')}x`, createSecret('flws_'), 'x'.repeat(100_000)]) {
    const folder = createFile(content, 0o600);
    assert.throws(() => openOwnerToken(folder), isError('config-invalid', /next start makes a new one/));
    assert.equal(readFileSync(join(folder, 'owner-token'), 'utf8'), content);
  }
});

test('a link, a folder and a pipe in its place are refused at once', () => {
  const target = createFile(createSecret('flw_'), 0o600);
  const linked = createTemporaryFolder();
  symlinkSync(join(target, 'owner-token'), join(linked, 'owner-token'));
  assert.throws(() => openOwnerToken(linked), isError('config-invalid'));
  const folder = createTemporaryFolder();
  mkdirSync(join(folder, 'owner-token'), { mode: 0o700 });
  assert.throws(() => openOwnerToken(folder), isError('config-invalid'));
  const piped = createTemporaryFolder();
  assert.equal(spawnSync('mkfifo', ['-m', '600', join(piped, 'owner-token')]).status, 0);
  assert.throws(() => openOwnerToken(piped), isError('config-invalid'));
});

test('a folder that is not there is refused with the reason', () => {
  assert.throws(() => openOwnerToken('/nowhere/at/all'), isError('config-invalid', /cannot be used/));
});

test('processes that start at the same time agree on one token', async () => {
  const folder = createTemporaryFolder();
  const script = `import { openOwnerToken } from ${JSON.stringify(new URL('./owner-token.ts', import.meta.url).href)};
    const { token, isNew } = openOwnerToken(${JSON.stringify(folder)});
    process.stdout.write(token + ' ' + isNew);`;
  const answers = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let text = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      await once(child, 'close');
      return text.split(' ');
    }),
  );
  assert.equal(new Set(answers.map(([token]) => token)).size, 1);
  assert.equal(answers.filter(([, isNew]) => isNew === 'true').length, 1);
  assert.deepEqual(readdirSync(folder), ['owner-token']);
});
