import { createStore } from 'zustand/vanilla';
import { toFailure } from '#web/api/failure.ts';

/** Something a toast offers, e.g. Undo. */
export interface ToastAction {
  readonly label: string;
  readonly run: () => void | Promise<void>;
}

/** A short message at the edge of the page. */
export interface Toast {
  readonly id: number;
  readonly kind: 'success' | 'error' | 'info';
  readonly text: string;
  readonly action?: ToastAction;
  /** How long it stays, in milliseconds; `undefined`: until it is dismissed. */
  readonly shownMs: number | undefined;
}

/** More than this many hide the page: the oldest goes. */
const MAX_TOASTS = 4;
const SHOWN_MS = 5_000;
/** An error is read more slowly, and an action must be reached. */
const SHOWN_LONG_MS = 10_000;

interface Options {
  readonly action?: ToastAction;
}

/** What is shown now, oldest first. */
export const toasts = createStore<{ readonly items: readonly Toast[] }>(() => ({ items: [] }));

let lastId = 0;

function show(kind: Toast['kind'], text: string, { action }: Options = {}): number {
  const id = ++lastId;
  const shownMs = kind === 'error' || action !== undefined ? SHOWN_LONG_MS : SHOWN_MS;
  const item: Toast = { id, kind, text, shownMs, ...(action === undefined ? {} : { action }) };
  toasts.setState(({ items }) => {
    // The same words twice say nothing new: the newest takes the place.
    const others = items.filter((other) => other.text !== text || other.kind !== kind);
    return { items: [...others, item].slice(-MAX_TOASTS) };
  });
  return id;
}

/** Takes a toast away. */
export function dismissToast(id: number): void {
  toasts.setState(({ items }) => ({ items: items.filter((item) => item.id !== id) }));
}

/** Tells what was done or went wrong; read out by screen readers. Answers the id of the toast. */
export const toast = {
  success: (text: string, options?: Options): number => show('success', text, options),
  info: (text: string, options?: Options): number => show('info', text, options),
  /** Takes anything a call threw, or a text. */
  error: (error: unknown, options?: Options): number =>
    show('error', typeof error === 'string' ? error : toFailure(error).message, options),
};
