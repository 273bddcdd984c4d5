import { accessSync, type FSWatcher, watch } from 'node:fs';
import { AppError } from '#contract/app-error.ts';
import type { BlockRegistry } from './registry.ts';

/** Editors write a file in several steps: what comes within this time is one change. */
const QUIET_MS = 100;

/** What a look at the directories after a change showed. */
export interface BlockChange {
  /** Ids of blocks that came, went or changed. */
  readonly changed: readonly string[];
  /** Why changes can no longer be seen, or could not be read. */
  readonly error: AppError | undefined;
}

/** A watch over the directories of blocks. */
export interface BlockWatch {
  close(): void;
}

/**
 * Reloads the registry when a file below one of its directories changes, for the development of blocks. The file a handler
 * is in is read anew; files it imports are not, until the next start.
 */
export function watchBlocks(registry: BlockRegistry, onChange: (change: BlockChange) => void): BlockWatch {
  const watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  let known = JSON.stringify(registry.problems);

  const reload = (): void => {
    timer = undefined;
    try {
      const changed = registry.reload();
      const problems = JSON.stringify(registry.problems);
      if (changed.length === 0 && problems === known) return;
      known = problems;
      onChange({ changed, error: undefined });
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      onChange({
        changed: [],
        error: new AppError('file-failed', `The blocks could not be read again: ${reason}`, { cause }),
      });
    }
  };
  const noteChange = (): void => {
    timer?.refresh();
    timer ??= setTimeout(reload, QUIET_MS).unref();
  };
  const fail = (directory: string, cause: unknown): void => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `Changes of blocks in ${directory} cannot be watched: ${reason}. Restart to see them.`;
    onChange({ changed: [], error: new AppError('file-failed', message, { cause, data: { directory } }) });
  };

  for (const directory of registry.directories) {
    try {
      // A recursive watch of a directory that is not there says nothing and sees nothing.
      accessSync(directory);
      const watcher = watch(directory, { recursive: true, persistent: false }, noteChange);
      watcher.on('error', (error) => fail(directory, error));
      watchers.push(watcher);
    } catch (thrown) {
      fail(directory, thrown);
    }
  }
  return {
    close: () => {
      clearTimeout(timer);
      timer = undefined;
      for (const watcher of watchers) watcher.close();
    },
  };
}
