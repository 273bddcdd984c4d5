const DAY_MS = 86_400_000;

/** A time typed as `13:42`, `13:42:05` or `13:42:05.120`, on the day of `near` or the one after; undefined when it is none. */
export function toTimeOfDay(typed: string, near: number): number | undefined {
  const match = /^\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?\s*$/.exec(typed);
  if (match === null) return undefined;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const at = new Date(near).setHours(hours, minutes, seconds, Number((match[4] ?? '0').padEnd(3, '0')));
  // A run that went past midnight: what is long before its beginning is the next day.
  return at < near - DAY_MS / 2 ? at + DAY_MS : at;
}
