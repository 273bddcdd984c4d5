/** How fast something may be used, and how much at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Token buckets by key (https://en.wikipedia.org/wiki/Token_bucket). */
export interface TokenBuckets {
  /** Milliseconds until `cost` can be spent; 0 when it can be now. Spends nothing. */
  waitMs(key: string, cost: number): number;
  spend(key: string, cost: number): void;
  readonly size: number;
}

/** Keys remembered at a time. The one not used longest is forgotten first: most likely its bucket is full again anyway. */
const MAX_KEYS = 10_000;

interface Bucket {
  level: number;
  at: number;
}

/** Buckets that start full. `now` gives milliseconds. */
export function createTokenBuckets({ perSecond, burst }: Rate, now: () => number): TokenBuckets {
  const buckets = new Map<string, Bucket>();

  function readLevel(key: string, at: number): number {
    const bucket = buckets.get(key);
    if (bucket === undefined) return burst;
    // A clock that went back gives nothing, and goes on from there.
    if (at < bucket.at) bucket.at = at;
    return Math.min(burst, bucket.level + ((at - bucket.at) * perSecond) / 1_000);
  }

  return {
    waitMs(key, cost) {
      const missing = Math.min(cost, burst) - readLevel(key, now());
      return missing <= 0 ? 0 : Math.ceil((missing * 1_000) / perSecond);
    },
    spend(key, cost) {
      const at = now();
      const level = Math.max(0, readLevel(key, at) - cost);
      // Taken out and put back, so that the map stays in the order of use.
      if (!buckets.delete(key) && buckets.size >= MAX_KEYS) {
        const [oldest] = buckets.keys();
        if (oldest !== undefined) buckets.delete(oldest);
      }
      buckets.set(key, { level, at });
    },
    get size() {
      return buckets.size;
    },
  };
}
