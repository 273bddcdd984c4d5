/** One stroke of a combination. */
export interface Stroke {
  /** As `KeyboardEvent.key` in lower case, or a sign such as `?`. */
  readonly key: string;
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** Control where `mod` is ⌘. */
  readonly ctrl: boolean;
}

const ALIASES: Readonly<Record<string, string>> = {
  esc: 'escape',
  del: 'delete',
  space: ' ',
  plus: '+',
  return: 'enter',
};

/** `mod+shift+z` or `g w` as strokes, one after the other. */
export function parseKeys(combo: string): readonly Stroke[] {
  return combo.trim().split(/\s+/).map(parseStroke);
}

function parseStroke(text: string): Stroke {
  const parts = text.toLowerCase().split('+');
  const last = parts.at(-1) ?? '';
  const held = new Set(parts.slice(0, -1));
  return {
    key: ALIASES[last] ?? last,
    mod: held.has('mod'),
    alt: held.has('alt'),
    shift: held.has('shift'),
    ctrl: held.has('ctrl'),
  };
}

/** A key that was pressed, as far as strokes look at it. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>;

/** Whether what was pressed is the stroke. Letters and digits also match by their place, for layouts without Latin letters. */
export function matches(stroke: Stroke, pressed: Pressed, apple: boolean): boolean {
  const mod = apple ? pressed.metaKey : pressed.ctrlKey;
  const ctrl = apple ? pressed.ctrlKey : false;
  const meta = apple ? false : pressed.metaKey;
  if (mod !== stroke.mod || ctrl !== stroke.ctrl || meta) return false;
  const key = pressed.key.toLowerCase();
  // A sign such as `?` already says whether Shift (or AltGr) is held: that depends on the layout.
  const isSign = stroke.key.length === 1 && !/[a-z0-9 ]/.test(stroke.key);
  if (isSign)
    return key === stroke.key && (stroke.alt === pressed.altKey || !stroke.alt) && allowsShift(stroke, pressed);
  if (pressed.altKey !== stroke.alt || pressed.shiftKey !== stroke.shift) return false;
  // With Shift a digit gives a sign that depends on the layout.
  if (stroke.shift && /^[0-9]$/.test(stroke.key)) return key === stroke.key || toPlace(pressed.code) === stroke.key;
  return key === stroke.key || (isForeign(key) && toPlace(pressed.code) === stroke.key);
}

const allowsShift = (stroke: Stroke, pressed: Pressed): boolean => !stroke.shift || pressed.shiftKey;

/** Whether the key gave a letter of another script, or a sign of Option on Apple keyboards. */
function isForeign(key: string): boolean {
  return key.length === 1 && key.charCodeAt(0) > 127;
}

function toPlace(code: string): string {
  return /^(?:Key([A-Z])|Digit(\d))$/.exec(code)?.slice(1).join('').toLowerCase() ?? '';
}
