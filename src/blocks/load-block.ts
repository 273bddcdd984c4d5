import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import type { Block, FindBlock } from './block.ts';
import { createBlock } from './create-block.ts';
import { type HandlerKind, parseHandler } from './handler-kind.ts';
import { type DescriptorProblem, readDescriptor, toProblem } from './read-descriptor.ts';

/** What became of one folder. */
export interface LoadedFolder {
  readonly directory: string;
  readonly builtIn: boolean;
  /** Changes whenever a file of the folder does. */
  readonly stamp: string;
  /** Text of the descriptor, to find places in. */
  readonly text: string;
  readonly block: Block | undefined;
  readonly problems: readonly DescriptorProblem[];
}

const MAX_DESCRIPTOR_BYTES = 1024 * 1024;

function toStamp(directory: string): string {
  let newest = 0;
  const names = readdirSync(directory);
  for (const name of names)
    newest = Math.max(newest, statSync(join(directory, name), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return `${newest}-${names.length}`;
}

/** A built-in handler is the `run.ts` beside the descriptor, so its name and the folder's must agree. */
function toBuiltInFault({ category, name }: { category: string; name: string }, directory: string): string | undefined {
  const folder = `${basename(dirname(directory))}/${basename(directory)}`;
  const wanted = `${category}/${name.replaceAll('_', '-')}`;
  if (wanted !== folder) return `the handler ${category}::${name} belongs in the folder ${wanted}, not in ${folder}`;
  if (statSync(join(directory, 'run.ts'), { throwIfNoEntry: false }) === undefined)
    return `the handler's file run.ts is not in ${folder}`;
  return undefined;
}

function toFileFault(path: string, directory: string): string | undefined {
  const outside = `the handler's file ${path} leads out of the folder of the block`;
  if (!join(directory, path).startsWith(directory + sep)) return outside;
  let real: string;
  try {
    real = realpathSync(join(directory, path));
  } catch {
    return `the handler's file ${path} is not there`;
  }
  if (!real.startsWith(realpathSync(directory) + sep)) return outside;
  return statSync(real).isFile() ? undefined : `the handler ${path} is no file`;
}

function toHandlerFault(handler: HandlerKind, directory: string, builtIn: boolean): string | undefined {
  if (handler.kind === 'built-in') {
    if (builtIn) return toBuiltInFault(handler, directory);
    return `only built-in blocks have a handler such as ${handler.category}::${handler.name}; name a file of the folder, as in file::./run.js`;
  }
  return handler.kind === 'file' ? toFileFault(handler.path, directory) : undefined;
}

/**
 * Loads the block of a folder that holds a `block.json`; what is wrong with it is among the problems.
 * @param previous what became of the folder before: kept when nothing changed
 */
export function loadFolder(
  directory: string,
  builtIn: boolean,
  find: FindBlock,
  previous?: LoadedFolder,
): LoadedFolder {
  const file = join(directory, 'block.json');
  const broken = (stamp: string, text: string, problems: readonly DescriptorProblem[]): LoadedFolder => {
    return { directory, builtIn, stamp, text, block: undefined, problems };
  };
  let stamp = '';
  let text: string;
  try {
    stamp = toStamp(directory);
    if (previous?.stamp === stamp) return previous;
    if (statSync(file).size > MAX_DESCRIPTOR_BYTES) {
      return broken(stamp, '', [
        { file, line: 1, column: 1, reason: `a descriptor may have ${MAX_DESCRIPTOR_BYTES} bytes` },
      ]);
    }
    // Some editors put a byte order mark first, which is no JSON.
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return broken(stamp, '', [{ file, line: 1, column: 1, reason: `the descriptor cannot be read: ${reason}` }]);
  }
  const { descriptor, problems } = readDescriptor(file, text, builtIn);
  if (descriptor === undefined) return broken(stamp, text, problems);
  const handler = parseHandler(descriptor.execution.handler);
  const fault = typeof handler === 'string' ? handler : toHandlerFault(handler, directory, builtIn);
  if (typeof handler === 'string' || fault !== undefined) {
    return broken(stamp, text, [toProblem(file, text, ['execution', 'handler'], fault ?? '')]);
  }
  const version = previous === undefined ? undefined : stamp;
  return {
    directory,
    builtIn,
    stamp,
    text,
    block: createBlock({ descriptor, handler, directory, builtIn, version }, find),
    problems: [],
  };
}
