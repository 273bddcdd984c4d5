import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccentShades, DEFAULT_ACCENT, SURFACES, type Theme, toAccentShades } from './accent.ts';
import { mix, toContrast } from './colour.ts';
import { readTokens } from './testing/read-tokens.ts';

const THEMES = ['light', 'dark', 'contrast'] as const satisfies readonly Theme[];
const GROUNDS = ['surface-0', 'surface-1', 'surface-2', 'surface-3', 'canvas'];
const TEXTS = ['text', 'text-muted', 'text-faint'];
const STATUSES = ['running', 'succeeded', 'failed', 'waiting', 'uncertain', 'skipped', 'cancelled', 'simulated'];
const SOFT_SHARE = 0.1;

const tokens = readTokens();
const get = (theme: Theme, name: string): string => {
  const value = tokens[theme].get(name);
  if (value === undefined) throw new Error(`The theme ${theme} has no token ${name}.`);
  return value;
};
/** WCAG AA; the high contrast theme promises AAA. */
const least = (theme: Theme): number => (theme === 'contrast' ? 7 : 4.5);

describe.each(THEMES)('the theme %s', (theme) => {
  it('has every token the light theme has', () => {
    expect([...tokens[theme].keys()].sort()).toEqual([...tokens.light.keys()].sort());
  });

  it.each(GROUNDS)('has texts and statuses that can be read on %s', (ground) => {
    const low = [...TEXTS, ...STATUSES, 'accent-text'].filter(
      (name) => toContrast(get(theme, name), get(theme, ground)) < least(theme),
    );
    expect(low).toEqual([]);
  });

  it('has texts that can be read on what is chosen', () => {
    const low = ['text', 'text-muted', 'accent-text'].filter(
      (name) => toContrast(get(theme, name), get(theme, 'accent-soft')) < least(theme),
    );
    expect(low).toEqual([]);
  });

  it('has text on fills that can be read', () => {
    expect(toContrast(get(theme, 'accent-contrast'), get(theme, 'accent'))).toBeGreaterThanOrEqual(4.5);
    const low = STATUSES.filter((name) => toContrast(get(theme, 'on-status'), get(theme, name)) < 4.5);
    expect(low).toEqual([]);
  });

  it('has statuses that can be read on their own tint', () => {
    const low = STATUSES.filter((name) => {
      const colour = get(theme, name);
      return toContrast(colour, mix(colour, SOFT_SHARE, get(theme, 'surface-1'))) < 4.5;
    });
    expect(low).toEqual([]);
  });

  it('has edges of controls and rings that are seen', () => {
    const low = GROUNDS.flatMap((ground) =>
      ['border-strong', 'accent'].filter((name) => toContrast(get(theme, name), get(theme, ground)) < 2.99),
    );
    expect(low).toEqual([]);
  });

  it('has the surfaces the accent is computed against', () => {
    expect(SURFACES[theme]).toEqual(GROUNDS.slice(0, 4).map((ground) => get(theme, ground)));
  });

  it('starts with the shades of the accent nobody chose', () => {
    for (const [name, value] of Object.entries(toAccentShades(DEFAULT_ACCENT, theme))) {
      expect([name, get(theme, name)]).toEqual([name, value]);
    }
  });

  it('keeps any accent readable', () => {
    const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(hex, (base) => {
        const shades = toAccentShades(base, theme);
        expect(findLow(theme, shades)).toEqual([]);
      }),
      { numRuns: 2_000, examples: [['#ffffff'], ['#000000'], ['#ffff00'], ['#0000ff'], ['#808080']] },
    );
  });
});

function findLow(theme: Theme, shades: AccentShades): readonly string[] {
  const pairs: readonly (readonly [string, string, string, number])[] = [
    ['ink on accent', shades['accent-contrast'], shades.accent, 4.5],
    ['accent text on soft', shades['accent-text'], shades['accent-soft'], 4.5],
    ['text on soft', get(theme, 'text'), shades['accent-soft'], 4.5],
    ['muted text on soft', get(theme, 'text-muted'), shades['accent-soft'], 4.5],
    ...SURFACES[theme].flatMap((surface): readonly (readonly [string, string, string, number])[] => [
      [`accent on ${surface}`, shades.accent, surface, 3],
      [`accent text on ${surface}`, shades['accent-text'], surface, 4.5],
    ]),
  ];
  return pairs.filter(([, one, other, wanted]) => toContrast(one, other) < wanted).map(([name]) => name);
}
