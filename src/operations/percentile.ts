/** A measured value, and how many it stands for. */
export interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/**
 * The smallest value that at least `share` (0 to 1) of the weight does not exceed (nearest rank); undefined without values.
 * `sorted` goes from the smallest value on.
 */
function findPercentile(sorted: readonly Weighted[], share: number): number | undefined {
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let reached = 0;
  for (const { value, weight } of sorted) {
    reached += weight;
    if (reached >= share * total) return value;
  }
  return sorted.at(-1)?.value;
}

/** The middle and the 95th percentile, in whole numbers; undefined without values. */
export function toPercentiles(
  values: readonly Weighted[],
): { readonly p50Ms: number; readonly p95Ms: number } | undefined {
  const sorted = [...values].sort((a, b) => a.value - b.value);
  const p50 = findPercentile(sorted, 0.5);
  const p95 = findPercentile(sorted, 0.95);
  return p50 === undefined || p95 === undefined ? undefined : { p50Ms: Math.round(p50), p95Ms: Math.round(p95) };
}
