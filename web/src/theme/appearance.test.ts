// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_ACCENT } from './accent.ts';
import { createAppearance, parseChosen } from './appearance.ts';

const KEY = 'flowright.appearance';

/** What the machine wishes: query → answer, and how to change it. */
function fakeMachine(wishes: Record<string, boolean>) {
  const listeners = new Set<() => void>();
  vi.stubGlobal('matchMedia', (query: string) => ({
    get matches() {
      return wishes[query] === true;
    },
    addEventListener: (_: string, listener: () => void) => listeners.add(listener),
  }));
  return (query: string, matches: boolean): void => {
    wishes[query] = matches;
    for (const listener of listeners) listener();
  };
}

const root = document.documentElement;

describe('the appearance', () => {
  beforeEach(() => {
    localStorage.clear();
    root.removeAttribute('style');
  });
  afterEach(() => vi.unstubAllGlobals());

  it('follows the machine until somebody chooses', () => {
    const wish = fakeMachine({});
    const store = createAppearance(localStorage);
    expect(root.dataset.theme).toBe('light');
    wish('(prefers-color-scheme: dark)', true);
    expect(store.getState().theme).toBe('dark');
    expect(root.dataset).toMatchObject({ theme: 'dark', mantineColorScheme: 'dark' });
    wish('(prefers-contrast: more)', true);
    expect(root.dataset.theme).toBe('contrast');
    store.getState().setScheme('light');
    wish('(prefers-color-scheme: dark)', false);
    expect(root.dataset.theme).toBe('light');
  });

  it('remembers what was chosen, with the shades the page needs before its scripts run', () => {
    fakeMachine({});
    const store = createAppearance(localStorage);
    store.getState().setScheme('dark');
    store.getState().setAccent('#FF8800');
    expect(JSON.parse(localStorage.getItem(KEY) ?? '')).toMatchObject({
      scheme: 'dark',
      accent: '#ff8800',
      shades: { dark: { accent: root.style.getPropertyValue('--accent') } },
    });
    expect(createAppearance(localStorage).getState()).toMatchObject({
      scheme: 'dark',
      accent: '#ff8800',
      theme: 'dark',
    });
  });

  it('refuses what is no colour', () => {
    fakeMachine({});
    const store = createAppearance(localStorage);
    store.getState().setAccent('url(evil)');
    expect(store.getState().accent).toBe(DEFAULT_ACCENT);
  });

  it('takes over what another window chose', () => {
    fakeMachine({});
    const store = createAppearance(localStorage);
    dispatchEvent(new StorageEvent('storage', { key: KEY, newValue: '{"scheme":"contrast"}' }));
    expect(store.getState().theme).toBe('contrast');
    expect(root.style.getPropertyValue('--accent')).toBe('#ffd400');
  });

  it('works with storage that is blocked', () => {
    fakeMachine({});
    const blocked = {
      getItem() {
        throw new DOMException('blocked');
      },
      setItem() {
        throw new DOMException('blocked');
      },
    };
    const store = createAppearance(blocked);
    store.getState().setScheme('dark');
    expect(root.dataset.theme).toBe('dark');
  });

  it.each([['{'], ['null'], ['7'], ['[]'], ['{"scheme":"pink","accent":"red"}']])('falls back on %s', (saved) => {
    expect(parseChosen(saved)).toEqual({ scheme: 'system', accent: DEFAULT_ACCENT });
  });
});
