import type { ReactNode } from 'react';

/** Something a person can do here: the palette, the shortcut sheet and the keys all read this. */
export interface Action {
  /** Unique, e.g. `editor.undo`; of two with the same id the one mounted last counts. */
  readonly id: string;
  /** A verb, sentence case. */
  readonly label: string;
  /** Heading it stands under in the sheet and the palette, e.g. `Canvas`. */
  readonly group: string;
  /**
   * Keys: `mod+s`, `shift+/`, `?`, `g w` (one after the other), or several ways. `mod` is ⌘ on Apple keyboards and Ctrl on others.
   */
  readonly keys?: string | readonly string[];
  readonly icon?: ReactNode;
  /** Whether it can be done right now; yes by default. */
  readonly when?: () => boolean;
  readonly run: () => void | Promise<void>;
  /** Kept out of the palette, e.g. because it needs the pointer or is the palette itself. It stays in the sheet. */
  readonly hidden?: boolean;
  /** Words the palette finds it by, too. */
  readonly keywords?: string;
  /** Whether its keys work while a text is being typed; no by default. */
  readonly whileTyping?: boolean;
  /** Whether its keys work while a dialog is open, because it belongs to one; no by default. */
  readonly inDialogs?: boolean;
  /** Whether holding its keys down does it again and again; no by default. */
  readonly repeats?: boolean;
}
