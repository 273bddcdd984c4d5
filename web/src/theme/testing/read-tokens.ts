import { readFileSync } from 'node:fs';
import type { Theme } from '../accent.ts';

/** Tokens of each theme as tokens.css has them: name without dashes → value. */
export function readTokens(): Readonly<Record<Theme, ReadonlyMap<string, string>>> {
  const css = readFileSync(new URL('../tokens.css', import.meta.url), 'utf8');
  const read = (theme: Theme): ReadonlyMap<string, string> => {
    const block = new RegExp(`\\[data-theme=["']${theme}["']\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
    return new Map([...block.matchAll(/--([a-z0-9-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));
  };
  return { light: read('light'), dark: read('dark'), contrast: read('contrast') };
}
