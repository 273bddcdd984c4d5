import type { ImportSource } from './read-import.ts';

/** More files than this are dropped by mistake. */
const MAX_FILES = 100;

/** The texts of files. */
export function readFiles(files: Iterable<File>): Promise<readonly ImportSource[]> {
  return Promise.all(
    [...files].slice(0, MAX_FILES).map(async (file) => ({ name: file.name, text: await file.text() })),
  );
}
