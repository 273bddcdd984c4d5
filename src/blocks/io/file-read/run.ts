import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { BlockContext } from '../../context.ts';
import { readChoice, readCount, readFlag, readText, wrongType } from '../../data/read-input.ts';
import { decodeContent, READ_ENCODINGS } from '../decode-content.ts';
import { toFileError } from '../file-error.ts';
import { openFile } from '../open-file.ts';

const DEFAULT_MAX_BYTES = 10 * 1_048_576;
const CHUNK_BYTES = 4 * 1_048_576;

/** Reads a file, or a part of it, into memory. */
export async function run({ inputs, files, signal }: BlockContext): Promise<JsonObject> {
  const path = readText(inputs, 'path');
  const encoding = readChoice(inputs, 'encoding', READ_ENCODINGS, 'text');
  const real = await files.resolve(path, 'read');
  let handle: FileHandle | undefined;
  try {
    handle = await openFile(files, real, constants.O_RDONLY);
    const { size, mtime } = await handle.stat();
    const range = readRange(inputs, size);
    assertSize(range.length, readCount(inputs, 'maxBytes', DEFAULT_MAX_BYTES), path);
    const bytes = await readBytes(handle, range, signal);
    return {
      content: decodeContent(bytes, encoding, path, range.length < size),
      path: real,
      sizeBytes: size,
      modifiedAt: mtime.toISOString(),
      exists: true,
    };
  } catch (thrown) {
    const error = toFileError(thrown, 'read', path);
    const isMissing = error instanceof AppError && error.code === 'file-missing';
    if (!isMissing || readFlag(inputs, 'mustExist', true)) throw error;
    return { content: null, path: real, sizeBytes: 0, modifiedAt: null, exists: false };
  } finally {
    await handle?.close();
  }
}

interface Range {
  readonly start: number;
  readonly length: number;
}

function readRange(inputs: JsonObject, size: number): Range {
  const offset = inputs.offset ?? 0;
  if (typeof offset !== 'number' || !Number.isSafeInteger(offset)) throw wrongType('offset', 'a whole number', offset);
  const start = Math.min(size, offset < 0 ? Math.max(0, size + offset) : offset);
  return { start, length: Math.min(size - start, readCount(inputs, 'length', size)) };
}

function assertSize(length: number, maxBytes: number, path: string): void {
  if (length <= maxBytes) return;
  throw new AppError(
    'limit-exceeded',
    `The file "${path}" has ${length} bytes to read; at most ${maxBytes} are read. Raise maxBytes, or read it in parts with offset and length.`,
    { data: { path, sizeBytes: length, limit: maxBytes } },
  );
}

async function readBytes(handle: FileHandle, { start, length }: Range, signal: AbortSignal): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    signal.throwIfAborted();
    const { bytesRead } = await handle.read(buffer, filled, Math.min(CHUNK_BYTES, length - filled), start + filled);
    // The file became shorter meanwhile.
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
