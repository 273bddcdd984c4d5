import { useEffect, useState } from 'react';
import { text } from './strings.ts';
import { toast } from './toast.ts';

/** How long "Copied" stands. */
const SHOWN_MS = 1_600;

/** Copies texts; `copied` is true for a moment after it worked. */
export function useCopy(): { readonly copied: boolean; copy(value: string): Promise<void> } {
  const [at, setAt] = useState<number>();
  useEffect(() => {
    if (at === undefined) return;
    const timer = setTimeout(() => setAt(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [at]);
  return {
    copied: at !== undefined,
    async copy(value) {
      if (await copyText(value)) setAt(Date.now());
      else toast.error(text.copyFailed);
    },
  };
}

/** Puts a text on the clipboard; false when the browser refuses (the page is not secure, or permission is denied). */
export async function copyText(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return copyBySelection(value);
  }
}

/** The way that works on plain http, where there is no clipboard object. */
function copyBySelection(value: string): boolean {
  const area = document.createElement('textarea');
  area.value = value;
  area.readOnly = true;
  area.className = 'visually-hidden';
  const before = document.activeElement;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
