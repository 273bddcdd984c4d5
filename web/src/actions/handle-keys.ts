import { isApple } from '#web/ui/key-labels.ts';
import { createKeyMatcher, toCombos } from './key-matcher.ts';
import { isAvailable, listActions, runAction } from './registry.ts';

/** Keys that only hold others down. */
const HOLDING = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'AltGraph', 'Dead']);

/** Whether keys on `target` write text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[contenteditable="true"]') !== null) return true;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement &&
    !['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'file', 'color'].includes(target.type)
  );
}

/** Runs actions by their keys, for the whole page. Call the answer to stop. */
export function handleKeys(target: Document = document): () => void {
  const matcher = createKeyMatcher({ apple: isApple(), now: () => performance.now() });
  const onKey = (event: KeyboardEvent): void => {
    // What has handled the key, or composes a character, keeps it.
    if (event.defaultPrevented || event.isComposing || HOLDING.has(event.key)) return;
    const typing = isTyping(event.target);
    // Below a dialog nothing may happen, unless it is of the dialog itself.
    const dialog = document.querySelector('[role="dialog"][aria-modal="true"], dialog[open]');
    const actions = listActions().filter(
      (action) =>
        toCombos(action).length > 0 &&
        (!typing || action.whileTyping === true) &&
        (dialog === null || action.inDialogs === true) &&
        isAvailable(action),
    );
    const answer = matcher.press(event, actions);
    if (answer.kind === 'none') return;
    event.preventDefault();
    if (answer.kind === 'run' && !(event.repeat && answer.action.repeats !== true)) runAction(answer.action);
  };
  const reset = (): void => matcher.reset();
  target.addEventListener('keydown', onKey);
  target.addEventListener('pointerdown', reset);
  return () => {
    target.removeEventListener('keydown', onKey);
    target.removeEventListener('pointerdown', reset);
  };
}
