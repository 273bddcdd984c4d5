/** Colours of the theme as a 2D canvas takes them. */
export type PaintColors = Readonly<Record<ColorName, string>>;

const NAMES = [
  'accent',
  'surface-1',
  'surface-2',
  'surface-3',
  'border',
  'border-strong',
  'text',
  'text-muted',
  'text-faint',
  'canvas',
  'running',
  'succeeded',
  'failed',
  'waiting',
  'uncertain',
  'skipped',
  'cancelled',
  'simulated',
] as const;

/** A colour token, without its dashes in front. */
export type ColorName = (typeof NAMES)[number];

/** Reads the tokens that hold at `element`. Mixed colours (`color-mix`) are resolved by having the browser compute them. */
export function readColors(element: Element): PaintColors {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const colors = Object.fromEntries(
    NAMES.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  );
  probe.remove();
  return colors as Record<ColorName, string>;
}

/** Calls when the theme changes. */
export function watchTheme(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'style', 'class'] });
  return () => observer.disconnect();
}
