/** Most secrets remembered at a time. */
const MAX_ENTRIES = 1_000;

/** What was found for a secret, by the secret's hash, for a moment. */
export interface VerifiedCache<T> {
  get(hash: string): T | undefined;
  /** Remembers for `ttlMs`, and no longer than `until`. */
  set(hash: string, value: T, until?: number): void;
  delete(hash: string): void;
  readonly size: number;
}

interface Entry<T> {
  readonly value: T;
  readonly since: number;
  readonly until: number;
}

/** Remembers up to a thousand values, each for `ttlMs`: that long another process's change may go unnoticed. */
export function createVerifiedCache<T>(options: {
  readonly now: () => number;
  readonly ttlMs: number;
}): VerifiedCache<T> {
  const { now, ttlMs } = options;
  const entries = new Map<string, Entry<T>>();
  return {
    get(hash) {
      const entry = entries.get(hash);
      if (entry === undefined) return undefined;
      const at = now();
      // A clock that was set back must not make it last longer.
      if (at < entry.until && at >= entry.since) return entry.value;
      entries.delete(hash);
      return undefined;
    },
    set(hash, value, until = Number.POSITIVE_INFINITY) {
      const since = now();
      entries.delete(hash);
      if (entries.size >= MAX_ENTRIES) {
        const [oldest] = entries.keys();
        if (oldest !== undefined) entries.delete(oldest);
      }
      entries.set(hash, { value, since, until: Math.min(since + ttlMs, until) });
    },
    delete: (hash) => void entries.delete(hash),
    get size() {
      return entries.size;
    },
  };
}
