import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Terminal } from './terminal.ts';

const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The value of an option that takes JSON: the text itself, `@FILE`, or `-` for standard input.
 * @throws AppError `usage-invalid` naming the option
 */
export async function readJsonOption(option: string, given: string, terminal: Terminal): Promise<JsonValue> {
  const { text, source } = await readSource(option, given, terminal);
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError(
      'usage-invalid',
      `${option}: ${source} is not JSON: ${reason}. Quote it for the shell, e.g. ${option} '{"day":"2026-01-31"}'.`,
      {
        cause: error,
      },
    );
  }
}

/** The same, for options that take an object. */
export async function readObjectOption(option: string, given: string, terminal: Terminal): Promise<JsonObject> {
  const value = await readJsonOption(option, given, terminal);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new AppError('usage-invalid', `${option} must be a JSON object, e.g. ${option} '{"day":"2026-01-31"}'.`);
}

async function readSource(
  option: string,
  given: string,
  terminal: Terminal,
): Promise<{ readonly text: string; readonly source: string }> {
  if (given === '-') return { text: await readStandardInput(option, terminal), source: 'standard input' };
  if (!given.startsWith('@')) return { text: given, source: 'the value' };
  const path = resolve(terminal.workingDir, given.slice(1));
  return { text: await readTextFile(path, option), source: path };
}

/**
 * A text file a person named.
 * @throws AppError `usage-invalid` when it cannot be read, `limit-exceeded` when it is too large
 */
export async function readTextFile(path: string, option: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size <= MAX_BYTES) return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reasons: Record<string, string> = {
      ENOENT: 'there is no such file',
      EISDIR: 'it is a folder',
      EACCES: 'permission denied',
    };
    const reason =
      (Object.hasOwn(reasons, code) ? reasons[code] : undefined) ??
      (error instanceof Error ? error.message : String(error));
    throw new AppError('usage-invalid', `${option}: ${path} cannot be read: ${reason}.`, { cause: error });
  }
  throw new AppError(
    'limit-exceeded',
    `${option}: ${path} is larger than ${MAX_BYTES / 1024 / 1024} MB. Give a smaller file.`,
  );
}

async function readStandardInput(option: string, terminal: Terminal): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of terminal.stdin) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > MAX_BYTES)
      throw new AppError('limit-exceeded', `${option}: standard input is larger than ${MAX_BYTES / 1024 / 1024} MB.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
