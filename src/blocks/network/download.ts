import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import type { BlockContext } from '../context.ts';
import { toFileError } from '../io/file-error.ts';
import { replaceFile } from '../io/replace-file.ts';
import { type Budget, limitBytes } from './response-stream.ts';

/** Where an answer is saved. */
export interface Target {
  /** Path as the step gave it, for messages. */
  readonly given: string;
  readonly real: string;
}

/**
 * Saves an answer to a file, which appears when it is complete.
 * @throws AppError `file-failed` and the like when the file cannot be written; errors of the answer as they are
 */
export async function saveAnswer(
  { files, idempotencyKey }: Pick<BlockContext, 'files' | 'idempotencyKey'>,
  { given, real }: Target,
  body: Readable,
  budget: Budget,
): Promise<{ readonly path: string; readonly sizeBytes: number }> {
  let sizeBytes = 0;
  let remoteFailure: unknown;
  const receive = async function* () {
    try {
      for await (const chunk of limitBytes(body, budget)) {
        sizeBytes += chunk.length;
        yield chunk;
      }
    } catch (thrown) {
      remoteFailure = thrown;
      throw thrown;
    }
  };
  try {
    await mkdir(dirname(real), { recursive: true });
    await replaceFile({ files, path: real, key: idempotencyKey, mode: undefined, mustCreate: false }, (handle) =>
      handle.writeFile(receive()),
    );
  } catch (thrown) {
    throw thrown === remoteFailure ? thrown : toFileError(thrown, 'write', given);
  }
  return { path: real, sizeBytes };
}
