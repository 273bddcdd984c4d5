import { pathToFileURL } from 'node:url';
import { AppError } from '#contract/app-error.ts';
import type { LoadedHandler } from '../block.ts';

/**
 * Imports the module of a handler: `run`, and `effectOf` where it has one.
 * @param version tells one state of the file from the next: a module once imported is never read again
 * @throws AppError `descriptor-invalid` when the code cannot be loaded
 */
export async function importHandler(
  blockId: string,
  file: string,
  version: string | undefined,
): Promise<LoadedHandler> {
  const url = pathToFileURL(file);
  if (version !== undefined) url.searchParams.set('v', version);
  let module: Partial<LoadedHandler>;
  try {
    module = await import(url.href);
  } catch (cause) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new AppError(
      'descriptor-invalid',
      `The code of the block ${blockId} (${file}) could not be loaded: ${reason}`,
      {
        cause,
        data: { block: blockId, file },
      },
    );
  }
  const { run, effectOf } = module;
  if (typeof run !== 'function') {
    throw new AppError(
      'descriptor-invalid',
      `The code of the block ${blockId} (${file}) has no exported function "run". Export one: export async function run(ctx) { … }`,
      {
        data: { block: blockId, file },
      },
    );
  }
  return typeof effectOf === 'function' ? { run, effectOf } : { run };
}
