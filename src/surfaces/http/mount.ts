import type { Handle } from './exchange.ts';

/** A part of the server that is loaded at its first request. */
export interface Mount {
  /** Path it answers, with all below it, e.g. `/api`; a whole path such as `/metrics` as well. */
  readonly prefix: string;
  load(): Promise<Handle>;
}

/** Whether a mount answers the path. */
export function isBelow(path: string, prefix: string): boolean {
  return path === prefix || (path.startsWith(prefix) && path.charCodeAt(prefix.length) === 0x2f);
}

/** Loads once, also for requests that come meanwhile. After a failure the next request tries again. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
