/** Whether the keyboard at hand has ⌘. */
export const isApple = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

const APPLE: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥', ctrl: '⌃' };
const OTHER: Readonly<Record<string, string>> = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', ctrl: 'Ctrl' };
const NAMES: Readonly<Record<string, string>> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  enter: 'Enter',
  escape: 'Esc',
  backspace: 'Backspace',
  delete: 'Del',
  space: 'Space',
  tab: 'Tab',
  plus: '+',
};
/** Signs a screen reader may pass over, in words. */
const SPOKEN: Readonly<Record<string, string>> = {
  '⌘': 'Command',
  '⇧': 'Shift',
  '⌥': 'Option',
  '⌃': 'Control',
  '↑': 'Up',
  '↓': 'Down',
  '←': 'Left',
  '→': 'Right',
  '?': 'Question mark',
  '/': 'Slash',
};

/** What to print on each key of `combo` (strokes in a row are parted by blanks), and the same in words. */
export function toKeyLabels(
  combo: string,
  apple = isApple(),
): { readonly strokes: readonly string[]; readonly spoken: string } {
  const strokes = combo.split(' ').map((stroke) => stroke.split('+').map((part) => toLabel(part, apple)));
  return {
    strokes: strokes.map((parts) => parts.join(apple ? '' : '+')),
    spoken: strokes.map((parts) => parts.map((part) => SPOKEN[part] ?? part).join('+')).join(' then '),
  };
}

function toLabel(part: string, apple: boolean): string {
  const key = part.toLowerCase();
  return (apple ? APPLE : OTHER)[key] ?? NAMES[key] ?? (part.length === 1 ? part.toUpperCase() : part);
}
