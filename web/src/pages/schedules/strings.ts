import { defineStrings } from '#web/strings/define-strings.ts';
import { formatNumber, plural } from '#web/strings/format.ts';

const MONTH_NAMES = 'January February March April May June July August September October November December'.split(' ');
const DAY_NAMES = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const NTH: Readonly<Record<string, string>> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  L: 'last',
};

const and = (parts: readonly (string | number)[]): string =>
  parts.length < 2 ? String(parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
const clock = (hour: number, minute = 0): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
const day = (value: number): string => DAY_NAMES[value] ?? '';

/** Texts of schedules, cron texts in words among them. */
export const text = defineStrings('schedules', {
  title: 'Schedules',
  next7: 'The next 7 days',
  list: 'All schedules',
  zone: 'Times shown in',
  zoneLocal: (zone: string) => `Your time (${zone})`,
  zoneUtc: 'UTC',
  workflow: 'Workflow',
  when: 'When',
  zoneHeader: 'Zone',
  next: 'Next',
  last: 'Last run',
  status: 'On',
  actions: 'Actions',
  never: 'never again',
  paused: 'paused',
  notYet: 'not yet',
  runNow: 'Run now',
  runNowOf: (name: string) => `Run now: ${name}`,
  pauseOf: (name: string) => `Schedule of ${name} is on`,
  pausedToast: (name: string) => `The schedule of “${name}” is paused`,
  unpausedToast: (name: string) => `The schedule of “${name}” fires again`,
  undo: 'Undo',
  started: (name: string) => `“${name}” runs`,
  show: 'Show',
  emptyTitle: 'No schedules',
  emptyText: 'Put a Schedule trigger into a workflow and activate it. Its next times show up here.',
  emptyAction: 'Open workflows',
  today: 'today',
  dense: (count: number, from: string, to: string) => `${formatNumber(count)} times, ${from} to ${to}`,
  dayLabel: (name: string, count: number) => `${name}: ${plural(count, 'firing')}`,
  noFirings: 'nothing',
  and,
  span: (from: string, to: string) => `${from} to ${to}`,
  month: (value: number) => MONTH_NAMES[value - 1] ?? '',
  everySecond: 'Every second',
  everySeconds: (step: number) => `Every ${step} seconds`,
  everyMinute: 'Every minute',
  everyMinutes: (step: number) => (step === 1 ? 'Every minute' : `Every ${step} minutes`),
  everyHour: 'Every hour',
  everyHours: (step: number) => (step === 1 ? 'Every hour' : `Every ${step} hours`),
  everyDay: 'every day',
  atTimes: (times: readonly string[]) => `At ${and(times)}`,
  atMinutesOf: (minutes: readonly number[], often: string) => `${often}, at minute ${and(minutes)}`,
  betweenHours: (often: string, from: number, to: number, isFull: boolean) =>
    `${often} from ${clock(from)} to ${clock(to, isFull ? 0 : 59)}`,
  inHours: (often: string, hours: readonly number[]) =>
    `${often} in the hours of ${and(hours.map((hour) => clock(hour)))}`,
  onDays: (days: readonly number[]) => `on day ${and(days)} of the month`,
  fromDay: (from: number, to: number) => `from day ${from} to ${to} of the month`,
  everyDays: (step: number) => (step === 1 ? 'every day' : `every ${step} days of the month`),
  lastDay: 'on the last day of the month',
  onWeekdays: (days: readonly number[]) => `on ${and(days.map(day))}`,
  weekdayRange: (from: number, to: number) => `${day(from)} to ${day(to)}`,
  nthWeekday: (nth: string, weekday: number) => `on the ${NTH[nth] ?? nth} ${day(weekday)} of the month`,
  eitherDay: (a: string, b: string) => `${a} or ${b}`,
  everyMonths: (step: number) => `every ${step} months`,
  inMonths: (months: string) => (months.startsWith('every') ? months : `in ${months}`),
});
