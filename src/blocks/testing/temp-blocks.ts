import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import type { JsonObject } from '#contract/json.ts';

/** A directory for blocks of a test, gone when the test ends. */
export interface TempBlocks {
  readonly directory: string;
  /** Writes a file below the directory and answers its path. */
  write(path: string, content: string | JsonObject): string;
}

/** Makes a directory with these files. */
export function createTempBlocks(
  t: TestContext,
  files: Readonly<Record<string, string | JsonObject>> = {},
): TempBlocks {
  const directory = mkdtempSync(join(tmpdir(), 'flowright-blocks-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const write = (path: string, content: string | JsonObject): string => {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    return file;
  };
  for (const [path, content] of Object.entries(files)) write(path, content);
  return { directory, write };
}

/** A small descriptor, with whatever is replaced. */
export function toDescriptorJson(id: string, handler = 'file::./run.js', replaced: JsonObject = {}): JsonObject {
  const execution = { handler };
  return { id, label: id, category: 'test', description: 'For a test', effect: 'pure', execution, ...replaced };
}
