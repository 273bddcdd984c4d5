import type { Unsent, UnsentShelf } from './draft-port.ts';

const PREFIX = 'flowright.unsent.';

/**
 * Keeps unsent changes in the browser's storage, one entry a window, so that a page that was closed while the server was away
 * loses nothing. `report` hears of a storage that is full or blocked.
 */
export function createUnsentShelf(
  storage: Storage,
  { workflowId, window, report }: { workflowId: string; window: string; report: (error: unknown) => void },
): UnsentShelf {
  const prefix = `${PREFIX}${workflowId}/`;
  /** Entries of other windows, gone once what they held has reached the server. */
  const taken = new Set<string>();
  const attempt = (work: () => void) => {
    try {
      work();
    } catch (error) {
      report(error);
    }
  };
  return {
    take() {
      const found: Unsent[] = [];
      attempt(() => {
        for (let at = 0; at < storage.length; at += 1) {
          const key = storage.key(at);
          if (key?.startsWith(prefix) !== true) continue;
          taken.add(key);
          const unsent = readUnsent(storage.getItem(key));
          if (unsent !== undefined) found.push(unsent);
        }
      });
      return found;
    },
    put: (unsent) => attempt(() => storage.setItem(prefix + window, JSON.stringify(unsent))),
    clear() {
      attempt(() => {
        for (const key of taken) storage.removeItem(key);
        taken.clear();
        storage.removeItem(prefix + window);
      });
    },
  };
}

function readUnsent(text: string | null): Unsent | undefined {
  if (text === null) return undefined;
  try {
    const value = JSON.parse(text) as Partial<Unsent>;
    return isDocument(value.base) && isDocument(value.workflow) ? (value as Unsent) : undefined;
  } catch {
    // Written by a browser that was cut off: there is nothing to take from it.
    return undefined;
  }
}

function isDocument(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'steps' in value && Array.isArray(value.steps);
}
