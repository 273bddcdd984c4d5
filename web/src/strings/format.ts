/** Language of numbers, dates and plurals. */
const locale = (): string => document.documentElement.lang || 'en';

const cache = new Map<string, unknown>();

function once<T>(key: string, create: () => T): T {
  const full = `${locale()} ${key}`;
  let found = cache.get(full) as T | undefined;
  if (found === undefined) {
    found = create();
    cache.set(full, found);
  }
  return found;
}

/** `1 run`, `2 runs`, `1,204 runs`; `many` when adding an s is not enough. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** `1,204` */
export function formatNumber(value: number): string {
  return once('number', () => new Intl.NumberFormat(locale())).format(value);
}

/** `240 ms`, `1.2 s`, `3 min 5 s`, `2 h 4 min`, `3 d 2 h` from milliseconds. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return '';
  if (ms < 1) return ms <= 0 ? '0 ms' : '<1 ms';
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(ms < 9_950 ? 1 : 0)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return pair(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 1_440) return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  return pair(Math.floor(minutes / 1_440), 'd', Math.floor((minutes % 1_440) / 60), 'h');
}

function pair(whole: number, unit: string, rest: number, restUnit: string): string {
  return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${restUnit}`;
}

/** `24 Nov, 13:42`, with the year when it is another one. */
export function formatTime(at: number): string {
  const sameYear = new Date(at).getFullYear() === new Date().getFullYear();
  return once(sameYear ? 'time' : 'time-year', () => {
    return new Intl.DateTimeFormat(locale(), {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      ...(sameYear ? {} : { year: 'numeric' }),
    });
  }).format(at);
}

/** `13:42:05.120`, for lists of events. */
export function formatClock(at: number): string {
  return once('clock', () => {
    return new Intl.DateTimeFormat(locale(), {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
      hourCycle: 'h23',
    });
  }).format(at);
}

const STEPS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** `3 minutes ago`, `in 2 days`; times older than a month as a date. */
export function formatAgo(at: number, now: number): string {
  const distance = at - now;
  if (Math.abs(distance) > 30 * 86_400_000) return formatTime(at);
  const relative = once('ago', () => new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }));
  const [unit, size] = STEPS.find(([, ms]) => Math.abs(distance) >= ms) ?? ['second', 1_000];
  return relative.format(Math.trunc(distance / size), unit);
}

/** `4.2 kB`, `1.3 MB` from bytes. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let at = 0;
  while (value >= 1_000 && at < units.length - 1) {
    value /= 1_000;
    at += 1;
  }
  return `${at === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[at]}`;
}
