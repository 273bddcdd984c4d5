import { formatTime } from '#web/strings/format.ts';
import { text } from './strings.ts';

/** Spans up to now that are offered, by their text in an address. */
export const TIME_PRESETS = {
  '1h': 3_600_000,
  '24h': 86_400_000,
  '7d': 7 * 86_400_000,
  '30d': 30 * 86_400_000,
} as const;

/** One of {@link TIME_PRESETS}. */
export type TimePreset = keyof typeof TIME_PRESETS;

/** A span of time; an end that is absent is open. */
export interface TimeRange {
  readonly from?: number;
  readonly to?: number;
}

/** Whether the text is one of {@link TIME_PRESETS}. */
export function isTimePreset(value: string): value is TimePreset {
  return Object.hasOwn(TIME_PRESETS, value);
}

/** Whether the text says `today`, counted on the clock of this machine. */
const isToday = (value: string): boolean => value === 'today';

/** Reads `24h`, `today`, or `2026-03-01T08:00Z..2026-03-02T08:00Z` with either end open. Nothing when it is none of these. */
export function toTimeRange(value: string | undefined, now: number): TimeRange | undefined {
  if (value === undefined || value === '') return undefined;
  if (isTimePreset(value)) return { from: now - TIME_PRESETS[value] };
  if (isToday(value)) return { from: new Date(now).setHours(0, 0, 0, 0) };
  const parts = value.split('..');
  if (parts.length !== 2) return undefined;
  const [from, to] = parts.map((part) => (part === '' ? undefined : Date.parse(part)));
  if (from === undefined && to === undefined) return undefined;
  if (Number.isNaN(from) || Number.isNaN(to)) return undefined;
  if (from !== undefined && to !== undefined && from >= to) return undefined;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** The text for an address. Nothing for a range that is open at both ends or ends before it begins. */
export function fromTimeRange({ from, to }: TimeRange): string | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (from !== undefined && to !== undefined && from >= to) return undefined;
  const write = (at: number | undefined) =>
    at === undefined ? '' : new Date(at).toISOString().replace(/:00\.000Z$/, 'Z');
  return `${write(from)}..${write(to)}`;
}

/** `in the last 24 hours`, `since 3 Mar, 08:00`: how the sentence of a filter says it. */
export function toTimeWords(value: string, now: number): string {
  if (isTimePreset(value)) return text.inLast(value);
  if (isToday(value)) return text.today;
  const range = toTimeRange(value, now);
  if (range === undefined) return text.anyTime;
  if (range.from === undefined) return text.before(formatTime(range.to ?? now));
  return range.to === undefined
    ? text.since(formatTime(range.from))
    : text.between(formatTime(range.from), formatTime(range.to));
}
