const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const NICKNAMES: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/** Times people ask for most, to start from. */
export const CRON_PRESETS: readonly { readonly cron: string; readonly label: string }[] = [
  { cron: '*/5 * * * *', label: 'Every 5 minutes' },
  { cron: '0 * * * *', label: 'Every hour' },
  { cron: '0 9 * * *', label: 'Every day at 9:00' },
  { cron: '0 9 * * 1-5', label: 'Weekdays at 9:00' },
  { cron: '0 9 * * 1', label: 'Mondays at 9:00' },
  { cron: '0 0 1 * *', label: 'First of the month' },
];

const pad = (value: string) => value.padStart(2, '0');
const isNumber = (text: string) => /^\d+$/.test(text);

function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function toName(text: string, names: readonly string[], first: number): string {
  if (isNumber(text)) return names[Number(text) - first] ?? text;
  return names.find((name) => name.slice(0, 3).toUpperCase() === text.toUpperCase()) ?? text;
}

/** Words for a list or range of names: `Monday to Friday`, `Monday, Wednesday and Friday`. */
function toNames(text: string, names: readonly string[], first: number): string | undefined {
  const parts = text.split(',').map((part) => {
    const range = /^([\w]+)-([\w]+)$/.exec(part);
    if (range !== null) return `${toName(range[1] ?? '', names, first)} to ${toName(range[2] ?? '', names, first)}`;
    return /^\w+$/.test(part) ? toName(part, names, first) : undefined;
  });
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? joinWords(known) : undefined;
}

function toTimes(minute: string, hour: string): string | undefined {
  const every = /^\*\/(\d+)$/;
  const [, minutes] = every.exec(minute) ?? [];
  const [, hours] = every.exec(hour) ?? [];
  if (minute === '*' && hour === '*') return 'Every minute';
  if (minutes !== undefined && hour === '*') return minutes === '1' ? 'Every minute' : `Every ${minutes} minutes`;
  if (isNumber(minute) && hour === '*')
    return Number(minute) === 0 ? 'Every hour' : `Every hour at minute ${Number(minute)}`;
  if (isNumber(minute) && hours !== undefined)
    return `Every ${hours} hours${Number(minute) === 0 ? '' : ` at minute ${Number(minute)}`}`;
  if (isNumber(minute) && /^\d+(,\d+)*$/.test(hour))
    return `At ${joinWords(hour.split(',').map((one) => `${pad(one)}:${pad(minute)}`))}`;
  const range = /^(\d+)-(\d+)$/.exec(hour);
  if (range === null) return undefined;
  const span = `from ${pad(range[1] ?? '')}:00 to ${pad(range[2] ?? '')}:59`;
  if (minute === '*') return `Every minute ${span}`;
  if (minutes !== undefined) return `Every ${minutes} minutes ${span}`;
  return isNumber(minute) ? `Every hour at minute ${Number(minute)} ${span}` : undefined;
}

function toDays(day: string, month: string, weekday: string): string | undefined {
  const parts: string[] = [];
  const anyDay = day === '*' || day === '?';
  const anyWeekday = weekday === '*' || weekday === '?';
  if (!anyDay) {
    if (day.toUpperCase() === 'L') parts.push('on the last day of the month');
    else if (/^\d+(,\d+)*$/.test(day)) parts.push(`on day ${joinWords(day.split(','))} of the month`);
    else return undefined;
  }
  if (!anyWeekday) {
    const names = toNames(weekday, DAYS, 0);
    if (names === undefined) return undefined;
    parts.push(anyDay ? `on ${names}` : `or on ${names}`);
  }
  if (month !== '*') {
    const names = toNames(month, MONTHS, 1);
    if (names === undefined) return undefined;
    parts.push(`in ${names}`);
  }
  return parts.length === 0 ? '' : ` ${parts.join(' ')}`;
}

/** A cron text in words, `At 09:00 on Monday to Friday`; `undefined` when it is too unusual to be put into words. */
export function toCronWords(cron: string): string | undefined {
  const fields = (NICKNAMES[cron.trim().toLowerCase()] ?? cron).trim().split(/\s+/);
  // Seconds may come first; only `0` needs no words.
  if (fields.length === 6 && fields[0] !== '0') return undefined;
  const [minute, hour, day, month, weekday] = fields.length === 6 ? fields.slice(1) : fields;
  if (weekday === undefined || fields.length > 6) return undefined;
  const times = toTimes(minute ?? '', hour ?? '');
  const days = toDays(day ?? '', month ?? '', weekday);
  return times === undefined || days === undefined ? undefined : `${times}${days}`;
}
