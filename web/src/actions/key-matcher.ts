import type { Action } from './action.ts';
import { matches, type Pressed, parseKeys, type Stroke } from './parse-keys.ts';

/** How long a started combination such as `g w` waits for its next key. */
const PAUSE_MS = 1_200;

/** What a key meant: an action, the beginning of a combination, or nothing. */
export type KeyAnswer =
  | { readonly kind: 'run'; readonly action: Action }
  | { readonly kind: 'more' }
  | { readonly kind: 'none' };

const NONE: KeyAnswer = { kind: 'none' };

/** Follows keys and finds the actions they mean, combinations of several strokes included. */
export function createKeyMatcher(options: { readonly apple: boolean; readonly now: () => number }): {
  press(pressed: Pressed, actions: readonly Action[]): KeyAnswer;
  /** Forgets what was begun. */
  reset(): void;
} {
  let begun: readonly Pressed[] = [];
  let at = 0;
  const reset = (): void => {
    begun = [];
  };
  const find = (keys: readonly Pressed[], actions: readonly Action[]): KeyAnswer => {
    let answer = NONE;
    for (const action of actions) {
      for (const combo of toCombos(action)) {
        const strokes = parsed(combo);
        if (!startsWith(strokes, keys, options.apple)) continue;
        // Of two actions with one combination the newer counts: what opened last is on top.
        if (strokes.length === keys.length) answer = { kind: 'run', action };
        else if (answer.kind === 'none') answer = { kind: 'more' };
      }
    }
    return answer;
  };
  return {
    press(pressed, actions) {
      const now = options.now();
      if (now - at > PAUSE_MS) reset();
      at = now;
      const keys = [...begun, pressed];
      let answer = find(keys, actions);
      // What does not go on may itself be a beginning.
      if (answer.kind === 'none' && begun.length > 0) {
        reset();
        answer = find([pressed], actions);
      }
      begun = answer.kind === 'more' ? [...begun, pressed] : [];
      return answer;
    },
    reset,
  };
}

/** The combinations of an action, first the one to show. */
export function toCombos({ keys }: Pick<Action, 'keys'>): readonly string[] {
  if (keys === undefined) return [];
  return typeof keys === 'string' ? [keys] : keys;
}

const cache = new Map<string, readonly Stroke[]>();

function parsed(combo: string): readonly Stroke[] {
  let strokes = cache.get(combo);
  if (strokes === undefined) {
    strokes = parseKeys(combo);
    cache.set(combo, strokes);
  }
  return strokes;
}

function startsWith(strokes: readonly Stroke[], keys: readonly Pressed[], apple: boolean): boolean {
  return (
    keys.length <= strokes.length &&
    keys.every((key, index) => {
      const stroke = strokes[index];
      return stroke !== undefined && matches(stroke, key, apple);
    })
  );
}
