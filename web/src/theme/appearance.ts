import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { DEFAULT_ACCENT, type Theme, toAccentShades } from './accent.ts';
import { isHex } from './colour.ts';

/** What a person chose. `system` follows the machine, its wish for more contrast included. */
export type Scheme = 'system' | Theme;

/** How the page looks. */
export interface Appearance {
  readonly scheme: Scheme;
  /** `#4f46e5` */
  readonly accent: string;
  /** The theme in force. */
  readonly theme: Theme;
  setScheme(scheme: Scheme): void;
  setAccent(accent: string): void;
}

/** Where it is remembered; public/boot.js reads it before the first paint. */
const KEY = 'flowright.appearance';
const SCHEMES: readonly unknown[] = ['system', 'light', 'dark', 'contrast'];
const DARK = '(prefers-color-scheme: dark)';
const MORE_CONTRAST = '(prefers-contrast: more)';

interface Chosen {
  readonly scheme: Scheme;
  readonly accent: string;
}

/** What a text of the storage says; defaults for what is missing or broken. */
export function parseChosen(saved: string | null): Chosen {
  let parsed: unknown;
  try {
    parsed = JSON.parse(saved ?? '{}');
  } catch {
    parsed = {};
  }
  const { scheme, accent } = { ...(typeof parsed === 'object' ? parsed : {}) } as Record<string, unknown>;
  return {
    scheme: SCHEMES.includes(scheme) ? (scheme as Scheme) : 'system',
    accent: isHex(accent) ? accent.toLowerCase() : DEFAULT_ACCENT,
  };
}

/** The theme a scheme means on this machine. */
export function toTheme(scheme: Scheme): Theme {
  if (scheme !== 'system') return scheme;
  if (matchMedia(MORE_CONTRAST).matches) return 'contrast';
  return matchMedia(DARK).matches ? 'dark' : 'light';
}

/** Makes the state of the look and keeps page, storage, machine and other windows in step with it. */
export function createAppearance(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined = safeStorage()) {
  const chosen = parseChosen(read(storage));
  const store = createStore<Appearance>((set, get) => {
    const change = (next: Partial<Chosen>): void => {
      const { scheme, accent } = { scheme: get().scheme, accent: get().accent, ...next };
      fade(() => {
        set({ scheme, accent, theme: toTheme(scheme) });
        paint(get());
      });
      write(storage, { scheme, accent });
    };
    return {
      ...chosen,
      theme: toTheme(chosen.scheme),
      setScheme: (scheme) => change({ scheme }),
      setAccent: (accent) => {
        if (isHex(accent)) change({ accent: accent.toLowerCase() });
      },
    };
  });
  const follow = (): void => {
    store.setState({ theme: toTheme(store.getState().scheme) });
    paint(store.getState());
  };
  for (const query of [DARK, MORE_CONTRAST]) matchMedia(query).addEventListener('change', follow);
  addEventListener('storage', ({ key, newValue }) => {
    if (key !== KEY) return;
    store.setState(parseChosen(newValue));
    follow();
  });
  paint(store.getState());
  return store;
}

function safeStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

function read(storage: Pick<Storage, 'getItem'> | undefined): string | null {
  try {
    return storage?.getItem(KEY) ?? null;
  } catch {
    return null;
  }
}

function write(storage: Pick<Storage, 'setItem'> | undefined, { scheme, accent }: Chosen): void {
  const shades = { light: toAccentShades(accent, 'light'), dark: toAccentShades(accent, 'dark') };
  try {
    storage?.setItem(KEY, JSON.stringify({ scheme, accent, shades }));
  } catch {
    // Storage is full or blocked: the look holds until the page is closed.
  }
}

function paint({ theme, accent }: Pick<Appearance, 'theme' | 'accent'>): void {
  const root = document.documentElement;
  root.dataset.theme = theme;
  root.dataset.mantineColorScheme = theme === 'light' ? 'light' : 'dark';
  const shades = toAccentShades(accent, theme);
  for (const [name, value] of Object.entries(shades)) root.style.setProperty(`--${name}`, value);
}

/** Fades from one look to the other, where the browser can and motion is welcome. */
function fade(change: () => void): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches || document.visibilityState === 'hidden';
  if (still || typeof document.startViewTransition !== 'function') change();
  else document.startViewTransition(change);
}

let shared: ReturnType<typeof createAppearance> | undefined;

/** Writes the look down again, after the storage was emptied. */
export function rememberAppearance(): void {
  if (shared !== undefined) write(safeStorage(), shared.getState());
}

/** How the page looks, and how to change it: `const { scheme, accent, theme, setScheme, setAccent } = useAppearance()`. */
export function useAppearance(): Appearance {
  shared ??= createAppearance();
  return useStore(shared);
}
