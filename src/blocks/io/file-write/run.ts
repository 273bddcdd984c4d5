import { constants } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Effect } from '#contract/block.ts';
import type { JsonObject } from '#contract/json.ts';
import type { BlockContext } from '../../context.ts';
import { readChoice, readFlag, readText, wrongType } from '../../data/read-input.ts';
import { encodeContent, WRITE_ENCODINGS } from '../encode-content.ts';
import { toFileError } from '../file-error.ts';
import { openFile } from '../open-file.ts';
import { findRegularFile, replaceFile, syncFolder } from '../replace-file.ts';

const MODES = ['overwrite', 'append', 'create'] as const;

/** Replacing a file twice leaves the same file; adding to it, or creating it, does not. */
export function effectOf(inputs: JsonObject): Effect {
  return readChoice(inputs, 'mode', MODES, 'overwrite') === 'overwrite' ? 'idempotent' : 'effect';
}

/** Writes a file and waits until it is on the disk. */
export async function run({ inputs, files, signal, idempotencyKey }: BlockContext): Promise<JsonObject> {
  const path = readText(inputs, 'path');
  const mode = readChoice(inputs, 'mode', MODES, 'overwrite');
  const permissions = readPermissions(inputs);
  const bytes = encodeContent(inputs.content ?? null, readChoice(inputs, 'encoding', WRITE_ENCODINGS, 'auto'));
  const real = await files.resolve(path, 'write');
  signal.throwIfAborted();
  try {
    if (readFlag(inputs, 'createFolders', true)) await mkdir(dirname(real), { recursive: true });
    if (mode === 'append') return { path: real, ...(await append(files, real, bytes, permissions)) };
    const created = await replaceFile(
      { files, path: real, key: idempotencyKey, mode: permissions, mustCreate: mode === 'create' },
      (handle) => handle.writeFile(bytes, { signal }),
    );
    return { path: real, sizeBytes: bytes.length, created };
  } catch (thrown) {
    signal.throwIfAborted();
    throw toFileError(thrown, 'write', path);
  }
}

async function append(files: BlockContext['files'], real: string, bytes: Buffer, permissions: number | undefined) {
  const before = await findRegularFile(real);
  const handle = await openFile(files, real, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT);
  try {
    const { size } = await handle.stat();
    try {
      await handle.writeFile(bytes);
    } catch (thrown) {
      // A part of the content at the end would be taken for all of it by whoever reads the file.
      await handle.truncate(size);
      throw thrown;
    }
    if (permissions !== undefined) await handle.chmod(permissions);
    await handle.sync();
    if (before === undefined) await syncFolder(dirname(real));
    return { sizeBytes: size + bytes.length, created: before === undefined };
  } finally {
    await handle.close();
  }
}

function readPermissions(inputs: JsonObject): number | undefined {
  const text = readText(inputs, 'fileMode');
  if (text === '') return undefined;
  if (!/^[0-7]{3}$/.test(text)) throw wrongType('fileMode', 'three octal digits such as 644', text);
  return Number.parseInt(text, 8);
}
