import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDurationMs } from '#contract/duration.ts';
import { toCronWords } from './cron-words.ts';
import { toDurationText } from './duration-text.ts';
import { toExpression, toLiteral } from './field-mode.ts';
import { toGlimpse } from './json-value.ts';
import { readProperties, writeProperties } from './schema-properties.ts';

describe('durations', () => {
  it('are written so that they read back as the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000_000_000 }), (ms) => {
        expect(toDurationMs(toDurationText(ms))).toBe(ms);
      }),
    );
  });
  it('are short', () => {
    expect(toDurationText(5_400_000)).toBe('1h 30m');
    expect(toDurationText(250)).toBe('250ms');
    expect(toDurationText(0)).toBe('0s');
  });
});

describe('cron texts in words', () => {
  it.each([
    ['* * * * *', 'Every minute'],
    ['*/5 * * * *', 'Every 5 minutes'],
    ['0 * * * *', 'Every hour'],
    ['0 9 * * *', 'At 09:00'],
    ['30 8,17 * * MON-FRI', 'At 08:30 and 17:30 on Monday to Friday'],
    ['0 0 1 * *', 'At 00:00 on day 1 of the month'],
    ['0 0 L 12 *', 'At 00:00 on the last day of the month in December'],
    ['0 0 9 * * 1', 'At 09:00 on Monday'],
    ['*/10 9-17 * * *', 'Every 10 minutes from 09:00 to 17:59'],
    ['@daily', 'At 00:00'],
  ])('%s is %s', (cron, words) => {
    expect(toCronWords(cron)).toBe(words);
  });
  it('are left alone when they are too unusual', () => {
    for (const cron of ['', 'x', '1-5/2 * * * *', '0 0 * * 1#2', '5 0 0 * * *', '1 2 3 4 5 6 7'])
      expect(toCronWords(cron)).toBeUndefined();
  });
});

describe('fixed values as expressions', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(value !== null && value !== '');
        const json = JSON.parse(JSON.stringify(value));
        expect(toLiteral(toExpression(json))).toEqual(json);
      }),
    );
  });
  it('are none when something must be evaluated', () => {
    expect(toLiteral('{{ a }}')).toBeUndefined();
    expect(toLiteral('x {{ 1 }}')).toBeUndefined();
    expect(toLiteral('{{  }}')).toBeUndefined();
  });
});

describe('a glimpse of a value', () => {
  it('is one short line, however large the value', () => {
    const large = Array.from({ length: 100_000 }, (_, index) => ({ index }));
    expect(toGlimpse(large, 40).length).toBeLessThanOrEqual(40);
    expect(toGlimpse({ a: [1, 2], b: { c: 1 }, d: 'x' })).toBe('{ a: [1, 2], b: { c: 1 }, d: "x" }');
    expect(toGlimpse([{ a: 1, b: [1, 2] }, { a: 2 }])).toBe('[{ a: 1, b: [2] }, { a: 2 }]');
    expect(toGlimpse('x'.repeat(1_000_000), 20).length).toBe(20);
    expect(toGlimpse(null)).toBe('null');
    expect(toGlimpse([])).toBe('[]');
  });
});

describe('properties of a schema', () => {
  it('are read and written without a loss', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'string', enum: ['x', 'y'], minLength: 1 }, b: { type: 'integer', description: 'B' } },
      required: ['b'],
      title: 'Form',
    };
    const read = readProperties(schema);
    expect(read?.map(({ name, required }) => [name, required])).toEqual([
      ['a', false],
      ['b', true],
    ]);
    expect(writeProperties(schema, read ?? [])).toEqual(schema);
  });
  it('are no rows where rows would hide something', () => {
    expect(readProperties({ anyOf: [{ type: 'string' }] })).toBeUndefined();
    expect(
      readProperties({ type: 'object', properties: { a: { anyOf: [], type: ['string', 'null'] } } }),
    ).toBeUndefined();
    expect(readProperties(true)).toBeUndefined();
    expect(readProperties(undefined)).toEqual([]);
  });
  it('are no schema when there are none', () => {
    expect(writeProperties({ type: 'object', properties: {} }, [])).toBeUndefined();
  });
});
