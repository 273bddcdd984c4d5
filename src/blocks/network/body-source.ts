import { constants } from 'node:fs';
import type { Readable } from 'node:stream';
import { AppError } from '#contract/app-error.ts';
import type { FileAccess } from '../context.ts';
import { toFileError } from '../io/file-error.ts';
import { openFile } from '../io/open-file.ts';

/** What a request carries. It can be opened again, for redirects and pages. */
export interface RequestBody {
  /** `undefined` when the header is left to the person. */
  readonly contentType: string | undefined;
  readonly sizeBytes: number;
  open(): Buffer | Readable;
}

/** A file to send: its size now, and its bytes when they are sent. */
export async function prepareFile(
  files: FileAccess,
  path: string,
): Promise<{ sizeBytes: number; read(): AsyncGenerator<Buffer> }> {
  if (path === '')
    throw new AppError('input-invalid', 'The request is to send a file, but no path is given. Give one.', {
      data: { field: 'files' },
    });
  const real = await files.resolve(path, 'read');
  const open = async () => {
    try {
      return await openFile(files, real, constants.O_RDONLY);
    } catch (thrown) {
      throw toFileError(thrown, 'send', path);
    }
  };
  const handle = await open();
  const { size } = await handle.stat();
  await handle.close();
  return {
    sizeBytes: size,
    read: async function* () {
      // No more than was announced: a file that grows meanwhile would break the request.
      if (size > 0) yield* (await open()).createReadStream({ start: 0, end: size - 1 });
    },
  };
}
