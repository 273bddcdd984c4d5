import { text } from './strings.ts';

/** A field of a cron text, read. */
type Field =
  | { readonly kind: 'any' }
  | { readonly kind: 'every'; readonly step: number; readonly from: number; readonly to: number | undefined }
  | {
      readonly kind: 'values';
      readonly values: readonly number[];
      readonly range: readonly [number, number] | undefined;
    };

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const NICKNAMES: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
/** More times of day than this are said in another way. */
const MAX_TIMES = 6;

/** A cron text of 5 or 6 fields in words; nothing for one that is better shown as it is. */
export function toCronWords(cron: string): string | undefined {
  const fields = (NICKNAMES[cron.trim().toLowerCase()] ?? cron).trim().toUpperCase().split(/\s+/);
  if (fields.length === 5) fields.unshift('0');
  const [secondText, minuteText, hourText, dayText, monthText, weekdayText] = fields;
  if (fields.length !== 6) return undefined;
  const second = readField(secondText, 0, 59);
  const minute = readField(minuteText, 0, 59);
  const hour = readField(hourText, 0, 23);
  const month = readField(monthText, 1, 12, MONTHS, 1);
  const days = toDayWords(dayText ?? '', weekdayText ?? '');
  if (second === undefined || minute === undefined || hour === undefined || month === undefined) return undefined;
  const time = toTimeWords(second, minute, hour);
  if (time === undefined || days === undefined) return undefined;
  const months = month.kind === 'any' ? undefined : toList(month, text.month, 1);
  if (month.kind !== 'any' && months === undefined) return undefined;
  const isDaily = days === '' && time.isAtTimes;
  return [
    time.words,
    isDaily && months === undefined ? text.everyDay : days,
    months === undefined ? '' : text.inMonths(months),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function readField(
  given: string | undefined,
  min: number,
  max: number,
  names: readonly string[] = [],
  firstName = 0,
): Field | undefined {
  if (given === '*' || given === '?') return { kind: 'any' };
  const toNumber = (part: string) => {
    const named = names.indexOf(part);
    if (named !== -1) return named + firstName;
    return /^\d{1,2}$/.test(part) && Number(part) >= min && Number(part) <= max ? Number(part) : undefined;
  };
  const stepped = /^(\*|\w+(?:-\w+)?)\/(\d{1,2})$/.exec(given ?? '');
  if (stepped !== null) {
    const [from, to] = stepped[1] === '*' ? [min] : (stepped[1] ?? '').split('-').map(toNumber);
    const step = Number(stepped[2]);
    return from === undefined || step < 1 ? undefined : { kind: 'every', step, from, to };
  }
  const range = /^(\w+)-(\w+)$/.exec(given ?? '');
  if (range !== null) {
    const [from, to] = [toNumber(range[1] ?? ''), toNumber(range[2] ?? '')];
    if (from === undefined || to === undefined || from > to) return undefined;
    const values = Array.from({ length: to - from + 1 }, (_, at) => from + at);
    return { kind: 'values', values, range: [from, to] };
  }
  const values = (given ?? '').split(',').map(toNumber);
  if (values.some((value) => value === undefined)) return undefined;
  const found = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  return { kind: 'values', values: [...new Set(found)], range: undefined };
}

function toTimeWords(second: Field, minute: Field, hour: Field) {
  const isOnTheMinute = second.kind === 'values' && second.values.length === 1;
  if (!isOnTheMinute) {
    if (minute.kind !== 'any' || hour.kind !== 'any') return undefined;
    if (second.kind === 'any') return { words: text.everySecond, isAtTimes: false };
    return second.kind === 'every' ? { words: text.everySeconds(second.step), isAtTimes: false } : undefined;
  }
  const at = second.values[0] ?? 0;
  const times =
    minute.kind === 'values' && hour.kind === 'values' ? toTimes(hour.values, minute.values, at) : undefined;
  if (times !== undefined) return { words: text.atTimes(times), isAtTimes: true };
  if (at !== 0) return undefined;
  const base = toMinuteWords(minute, hour);
  return base === undefined ? undefined : { words: base, isAtTimes: false };
}

function toTimes(hours: readonly number[], minutes: readonly number[], second: number): readonly string[] | undefined {
  if (hours.length * minutes.length > MAX_TIMES) return undefined;
  const two = (value: number) => String(value).padStart(2, '0');
  return hours.flatMap((hour) =>
    minutes.map((minute) => `${two(hour)}:${two(minute)}${second === 0 ? '' : `:${two(second)}`}`),
  );
}

function toMinuteWords(minute: Field, hour: Field): string | undefined {
  const often = toOften(minute);
  if (often === undefined) return undefined;
  if (hour.kind === 'any') return often;
  if (hour.kind === 'every') {
    const hours = text.everyHours(hour.step);
    if (hour.to !== undefined || hour.from !== 0) return undefined;
    return minute.kind === 'values' ? (isZero(minute) ? hours : text.atMinutesOf(minute.values, hours)) : undefined;
  }
  const [from, to] = hour.range ?? (hour.values.length === 1 ? [hour.values[0] ?? 0, hour.values[0] ?? 0] : []);
  if (from !== undefined && to !== undefined) return text.betweenHours(often, from, to, isZero(minute));
  return text.inHours(often, hour.values);
}

function toOften(minute: Field): string | undefined {
  if (minute.kind === 'any') return text.everyMinute;
  if (minute.kind === 'every')
    return minute.from === 0 && minute.to === undefined ? text.everyMinutes(minute.step) : undefined;
  return isZero(minute) ? text.everyHour : text.atMinutesOf(minute.values, text.everyHour);
}

function isZero(field: Field): boolean {
  return field.kind === 'values' && field.values.length === 1 && field.values[0] === 0;
}

/** Words for the days; empty when every day counts, nothing when they cannot be said. */
function toDayWords(day: string, weekday: string): string | undefined {
  const isAnyDay = day === '*' || day === '?';
  const isAnyWeekday = weekday === '*' || weekday === '?';
  const parts = [isAnyDay ? '' : toMonthDays(day), isAnyWeekday ? '' : toWeekdays(weekday)];
  if (parts.includes(undefined)) return undefined;
  const said = parts.filter((part): part is string => part !== undefined && part !== '');
  // Both given: the schedule fires when either holds, as in the cron of old.
  return said.length === 2 ? text.eitherDay(said[0] ?? '', said[1] ?? '') : (said[0] ?? '');
}

function toMonthDays(given: string): string | undefined {
  if (given === 'L') return text.lastDay;
  const field = readField(given, 1, 31);
  if (field === undefined || field.kind === 'any') return undefined;
  if (field.kind === 'every')
    return field.from === 1 && field.to === undefined ? text.everyDays(field.step) : undefined;
  return field.range === undefined ? text.onDays(field.values) : text.fromDay(...field.range);
}

function toWeekdays(given: string): string | undefined {
  const special = /^(\w{1,3})(?:#([1-5L])|(L))$/.exec(given);
  if (special !== null) {
    const field = readField(special[1], 0, 7, DAYS);
    if (field?.kind !== 'values' || field.values.length !== 1) return undefined;
    const nth = special[3] ?? special[2] ?? '';
    return text.nthWeekday(nth, (field.values[0] ?? 0) % 7);
  }
  const field = readField(given, 0, 7, DAYS);
  if (field === undefined || field.kind !== 'values') return undefined;
  if (field.range !== undefined) return text.weekdayRange(field.range[0] % 7, field.range[1] % 7);
  return text.onWeekdays([...new Set(field.values.map((value) => value % 7))]);
}

function toList(field: Field, toName: (value: number) => string, first: number): string | undefined {
  if (field.kind === 'every') {
    if (field.to !== undefined || field.from !== first) return undefined;
    return text.everyMonths(field.step);
  }
  if (field.kind === 'any') return undefined;
  const { range, values } = field;
  return range === undefined ? text.and(values.map(toName)) : text.span(toName(range[0]), toName(range[1]));
}
