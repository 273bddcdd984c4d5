import { useRef, useState } from 'react';
import type { BlockInput } from '#contract/block.ts';
import type { JsonValue } from '#contract/json.ts';
import { EMPTY_EXPRESSION, type FieldMode, toExpression, toLiteral, toMode } from '../values/field-mode.ts';

/** Where the cursor stands in the field that is being typed in; at the end when that is not known. */
function findCursor(typed: string): number {
  const { activeElement } = document;
  const isField = activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement;
  return isField && activeElement.value === typed ? (activeElement.selectionStart ?? typed.length) : typed.length;
}

/** Braces just opened in a plain field, where the cursor stands: they are closed, as the editor of expressions does. */
function closeBraces(typed: string, before: string): { readonly text: string; readonly focusAt: number } {
  const at = findCursor(typed);
  const isOpened = typed.length === before.length + 1 && typed.slice(0, at).endsWith('{{');
  return isOpened
    ? { text: `${typed.slice(0, at)}  }}${typed.slice(at)}`, focusAt: at + 1 }
    : { text: typed, focusAt: at };
}

/**
 * Whether a field holds a value as it is or an expression, and the switch between the two, which remembers what stood there. A plain text
 * becomes an expression by typing its braces.
 */
export function useFieldMode(
  field: BlockInput,
  value: JsonValue | undefined,
  onChange: (value: JsonValue | undefined) => void,
) {
  // An expression that was emptied is still one until somebody switches back.
  const [isHeld, setHeld] = useState(false);
  const [focusAt, setFocusAt] = useState<number>();
  const kept = useRef<{ fixed?: JsonValue | undefined; expression?: string }>({});
  const mode: FieldMode =
    isHeld && (value === undefined || typeof value === 'string') ? 'expression' : toMode(field, value);

  const switchTo = (next: FieldMode) => {
    if (next === 'expression') {
      kept.current.fixed = value;
      const literal = kept.current.expression === undefined ? undefined : toLiteral(kept.current.expression);
      const isStale = kept.current.expression === undefined || (literal !== undefined && literal !== value);
      const text = isStale ? toExpression(value) : (kept.current.expression ?? '');
      setHeld(true);
      setFocusAt(text === EMPTY_EXPRESSION ? 3 : text.length - 3);
      onChange(text);
      return;
    }
    const text = typeof value === 'string' ? value : '';
    kept.current.expression = text;
    setHeld(false);
    setFocusAt(undefined);
    onChange(toLiteral(text) ?? kept.current.fixed);
  };
  const changeFixed = (next: JsonValue | undefined) => {
    if (toMode(field, next) === 'fixed' || typeof next !== 'string') return onChange(next);
    const { text, focusAt: at } = closeBraces(next, typeof value === 'string' ? value : '');
    setHeld(true);
    setFocusAt(at);
    onChange(text);
  };
  const changeExpression = (text: string) => {
    setHeld(true);
    onChange(text === '' ? undefined : text);
  };
  return { mode, focusAt, switchTo, changeFixed, changeExpression };
}
