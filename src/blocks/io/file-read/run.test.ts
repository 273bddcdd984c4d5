import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { JsonObject } from '#contract/json.ts';
import { runBlock } from '../../testing/run-block.ts';
import { createFileAccess } from '../file-access.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'flowright-read-')));
after(() => rmSync(root, { recursive: true, force: true }));
const files = createFileAccess([root]);
const put = (name: string, content: string | Buffer): void => writeFileSync(join(root, name), content);
const read = async (inputs: JsonObject) => (await runBlock('io/file-read', inputs, { files })) as JsonObject;
const content = async (inputs: JsonObject) => (await read(inputs)).content;

test('a text file is read with its facts', async () => {
  put('a.txt', 'grüße 😀');
  utimesSync(join(root, 'a.txt'), 1_000, 1_000);
  assert.deepEqual(await read({ path: 'a.txt' }), {
    content: 'grüße 😀',
    path: join(root, 'a.txt'),
    sizeBytes: 12,
    modifiedAt: '1970-01-01T00:16:40.000Z',
    exists: true,
  });
});

test('content comes as lines, JSON, Latin-1 or base64', async () => {
  put('lines.txt', 'a\r\nb\n\nc\n');
  assert.deepEqual(await content({ path: 'lines.txt', encoding: 'lines' }), ['a', 'b', '', 'c']);
  put('empty.txt', '');
  assert.deepEqual(await content({ path: 'empty.txt', encoding: 'lines' }), []);
  put('data.json', '\ufeff{"__proto__": [1]}');
  assert.equal(JSON.stringify(await content({ path: 'data.json', encoding: 'json' })), '{"__proto__":[1]}');
  put('binary', Buffer.from([0, 255, 0xe9]));
  assert.equal(await content({ path: 'binary', encoding: 'base64' }), 'AP/p');
  assert.equal(await content({ path: 'binary', encoding: 'latin1' }), '\0ÿé');
});

test('what is no text or no JSON is refused, not patched up', async () => {
  put('binary', Buffer.from([0x61, 0xff]));
  await assert.rejects(read({ path: 'binary' }), { code: 'data-invalid', message: /no UTF-8 text/ });
  put('bad.json', '{"a": }');
  await assert.rejects(read({ path: 'bad.json', encoding: 'json' }), { code: 'data-invalid', message: /no JSON/ });
});

test('a part is read, from the start or the end, without halves of characters', async () => {
  put('part.txt', 'aé😀z');
  assert.equal(await content({ path: 'part.txt', offset: 1, length: 2 }), 'é');
  assert.equal(await content({ path: 'part.txt', offset: 2, length: 4 }), '');
  assert.equal(await content({ path: 'part.txt', offset: -1 }), 'z');
  assert.equal(await content({ path: 'part.txt', offset: 4 }), 'z');
  assert.equal(await content({ path: 'part.txt', offset: 100 }), '');
  assert.equal(await content({ path: 'part.txt', offset: -100, length: 1 }), 'a');
});

test('a file over the size limit is refused unless a part is asked for', async () => {
  put('large', '');
  truncateSync(join(root, 'large'), 2 ** 32);
  await assert.rejects(read({ path: 'large', maxBytes: 1_000 }), {
    code: 'limit-exceeded',
    message: /4294967296 bytes/,
  });
  assert.equal(
    await content({ path: 'large', maxBytes: 1_000, offset: 2 ** 31, length: 3, encoding: 'base64' }),
    'AAAA',
  );
});

test('a missing file fails, or is answered as missing', async () => {
  await assert.rejects(read({ path: 'none.txt' }), { code: 'file-missing', message: /none\.txt/ });
  await assert.rejects(read({ path: 'a.txt/none' }), { code: 'file-missing' });
  assert.deepEqual(await read({ path: 'none.txt', mustExist: false }), {
    content: null,
    path: join(root, 'none.txt'),
    sizeBytes: 0,
    modifiedAt: null,
    exists: false,
  });
});

test('nothing outside the allowed folders is read, nor what is no file', async () => {
  symlinkSync('/etc/passwd', join(root, 'link'));
  execFileSync('mkfifo', [join(root, 'pipe')]);
  mkdirSync(join(root, 'folder'));
  for (const path of ['/etc/passwd', '../../etc/passwd', 'link', 'pipe', 'folder']) {
    await assert.rejects(read({ path, mustExist: false }), { code: 'path-refused' }, path);
  }
});

test('a cancelled step stops reading', async () => {
  put('a.txt', 'x');
  const signal = AbortSignal.abort(new Error('cancelled'));
  await assert.rejects(runBlock('io/file-read', { path: 'a.txt' }, { files, signal }), /cancelled/);
});
