const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

/** Milliseconds as a duration is written: `1h 30m`, `250ms`, `0s`. Reads back to the very same number. */
export function toDurationText(ms: number): string {
  if (ms === 0) return '0s';
  if (!Number.isFinite(ms) || ms < 0) return '';
  const parts: string[] = [];
  let rest = ms;
  for (const [unit, size] of UNITS) {
    const count = unit === 'ms' ? rest : Math.floor(rest / size);
    if (count === 0) continue;
    parts.push(`${unit === 'ms' ? Number(count.toFixed(3)) : count}${unit}`);
    rest -= count * size;
  }
  return parts.join(' ');
}
