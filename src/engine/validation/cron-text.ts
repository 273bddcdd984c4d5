const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const NICKNAMES = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);

interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const MINUTES_ON: readonly CronField[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of the month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: MONTHS },
  { name: 'day of the week', min: 0, max: 7, names: DAYS },
];
const SECONDS: CronField = { name: 'second', min: 0, max: 59 };

function isPoint(field: CronField, text: string): boolean {
  if (field.names?.includes(text.toLowerCase()) === true) return true;
  const number = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return number >= field.min && number <= field.max;
}

/** One of the parts between commas. */
function isPart(field: CronField, text: string): boolean {
  const [range = '', step, ...more] = text.split('/');
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d{0,3}$/.test(step))) return false;
  if (range === '*' || range === '?') return true;
  if (field.max === 31 && /^(?:L|LW|\d{1,2}W)$/.test(range)) return true;
  if (field.max === 7 && /^\w{1,3}(?:#[1-5L]|L)$/.test(range)) return true;
  const ends = range.split('-');
  return ends.length <= 2 && ends.every((end) => isPoint(field, end));
}

/** What is wrong with a cron text of five or six fields: the rest of a sentence. */
export function findCronProblem(text: string): string | undefined {
  const parts = text.trim().split(/\s+/);
  if (parts.length === 1 && NICKNAMES.has((parts[0] ?? '').toLowerCase())) return undefined;
  if (parts.length !== 5 && parts.length !== 6) return 'must be a cron text of five or six fields, such as 0 9 * * 1-5';
  const fields = parts.length === 6 ? [SECONDS, ...MINUTES_ON] : MINUTES_ON;
  const wrong = fields.find((field, index) => !(parts[index] ?? '').split(',').every((part) => isPart(field, part)));
  return wrong === undefined ? undefined : `must be a cron text, whose ${wrong.name} is not valid`;
}
