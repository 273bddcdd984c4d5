import { fromOklch, mix, toContrast, toOklch } from './colour.ts';

/** Themes that have a look of their own. `system` is one of them, chosen by the machine. */
export type Theme = 'light' | 'dark' | 'contrast';

/** The accent of a theme: values of the tokens with these names (`--accent`, `--accent-contrast`, …). */
export interface AccentShades {
  /** Fills, lines and rings: at least 3:1 on every surface, so that a ring is seen. */
  readonly accent: string;
  /** Text on a fill of the accent: at least 4.5:1. */
  readonly 'accent-contrast': string;
  /** The accent as text: at least 4.5:1 on every surface and on `accent-soft`. */
  readonly 'accent-text': string;
  /** Ground of what is chosen. */
  readonly 'accent-soft': string;
}

/** The accent nobody chose: indigo. */
export const DEFAULT_ACCENT = '#4f46e5';

/** Surfaces as the tokens have them, lightest to darkest; checked against tokens.css by a test. */
export const SURFACES: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#f6f7f9', '#ffffff', '#f0f2f5', '#e4e8ee'],
  dark: ['#0f141b', '#171d26', '#1f2732', '#2a3441'],
  contrast: ['#000000', '#000000', '#161616', '#262626'],
};

/** Share of the accent in `accent-soft`. */
const SOFT_SHARE = { light: 0.12, dark: 0.16, contrast: 0.24 };
const INK = { white: '#ffffff', black: '#0b0f14' };

/** What high contrast uses, whatever was chosen: nothing is easier to see on black. */
const CONTRAST: AccentShades = {
  accent: '#ffd400',
  'accent-contrast': '#000000',
  'accent-text': '#ffd400',
  'accent-soft': '#3d3300',
};

/** Shades of the accent a person chose that can be read in `theme`, whatever colour it is. */
export function toAccentShades(base: string, theme: Theme): AccentShades {
  if (theme === 'contrast') return CONTRAST;
  const [, ground = '#ffffff'] = SURFACES[theme];
  const accent = shift(base, theme, (shade) => isReadable(shade, SURFACES[theme], theme === 'light' ? 3.2 : 3.6));
  const soft = mix(accent, SOFT_SHARE[theme], ground);
  return {
    accent,
    'accent-contrast': toContrast(accent, INK.white) >= 4.5 ? INK.white : INK.black,
    'accent-text': shift(accent, theme, (shade) => isReadable(shade, [...SURFACES[theme], soft], 4.5)),
    'accent-soft': soft,
  };
}

function isReadable(shade: string, grounds: readonly string[], least: number): boolean {
  // White as text must be readable on it, or black: between the two lies a band where neither is comfortable.
  const ink = Math.max(toContrast(shade, INK.white), toContrast(shade, INK.black));
  return ink >= 4.5 && grounds.every((ground) => toContrast(shade, ground) >= least);
}

/** The shade nearest to `base` that passes: darker on light grounds, lighter on dark ones. */
function shift(base: string, theme: Theme, passes: (shade: string) => boolean): string {
  if (passes(base)) return base;
  const colour = toOklch(base);
  const [step, end] = theme === 'light' ? [-0.01, 0] : [0.01, 1];
  for (let lightness = colour.lightness + step; (end - lightness) * step > 0; lightness += step) {
    const shade = fromOklch({ ...colour, lightness });
    if (passes(shade)) return shade;
  }
  return theme === 'light' ? '#000000' : '#ffffff';
}
