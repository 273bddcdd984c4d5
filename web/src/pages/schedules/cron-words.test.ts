// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { toCronWords } from './cron-words.ts';

describe('toCronWords', () => {
  it.each([
    ['* * * * *', 'Every minute'],
    ['*/5 * * * *', 'Every 5 minutes'],
    ['0 * * * *', 'Every hour'],
    ['15 * * * *', 'Every hour, at minute 15'],
    ['0 */6 * * *', 'Every 6 hours'],
    ['30 */6 * * *', 'Every 6 hours, at minute 30'],
    ['0 7 * * *', 'At 07:00, every day'],
    ['0 7 * * 1-5', 'At 07:00, Monday to Friday'],
    ['30 6,18 * * MON,THU', 'At 06:30 and 18:30, on Monday and Thursday'],
    ['*/20 8-18 * * 1-5', 'Every 20 minutes from 08:00 to 18:59, Monday to Friday'],
    ['0 9-17 * * *', 'Every hour from 09:00 to 17:00'],
    ['0 0 1 * *', 'At 00:00, on day 1 of the month'],
    ['0 0 1,15 * *', 'At 00:00, on day 1 and 15 of the month'],
    ['0 12 L * *', 'At 12:00, on the last day of the month'],
    ['0 8 * * 1#2', 'At 08:00, on the second Monday of the month'],
    ['0 8 * * FRI#L', 'At 08:00, on the last Friday of the month'],
    ['0 8 * * 5L', 'At 08:00, on the last Friday of the month'],
    ['0 0 1 1 *', 'At 00:00, on day 1 of the month, in January'],
    ['0 0 * 6-8 *', 'At 00:00, in June to August'],
    ['0 0 13 * FRI', 'At 00:00, on day 13 of the month or on Friday'],
    ['0 0 * * 7', 'At 00:00, on Sunday'],
    ['30 15 7 * * *', 'At 07:15:30, every day'],
    ['*/10 * * * * *', 'Every 10 seconds'],
    ['@daily', 'At 00:00, every day'],
    ['@hourly', 'Every hour'],
  ])('says %s as “%s”', (cron, words) => {
    expect(toCronWords(cron)).toBe(words);
  });

  it.each([
    '',
    '1 2 3',
    '61 * * * *',
    '0 25 * * *',
    '5-1 * * * *',
    '0 0 * * MOON',
    '0 0 15W * *',
    '3/7 * * * *',
    'x y z a b',
  ])('leaves “%s” as it is', (cron) => {
    expect(toCronWords(cron)).toBeUndefined();
  });
});
