import { toast } from '#web/ui/toast.ts';
import { readClipText } from '../../model/clipboard.ts';
import { preparePaste } from '../../model/edits/paste.ts';
import { findStep } from '../../model/find-step.ts';
import type { Point } from '../../model/types.ts';
import { toVisibleRect } from '../../store/camera.ts';
import type { EditorStore } from '../../store/editor-store.ts';
import { text } from '../strings.ts';

/** Pastes steps from a text around a point, or in the middle of the screen; says why when it cannot. */
export function pasteText(store: EditorStore, content: string, at?: Point, scopeId?: string): void {
  const { workflow, blocks, apply, camera, readOnly, selection } = store.getState();
  if (readOnly) return;
  const read = readClipText(content);
  if (!read.ok) {
    toast.error(content.trim() === '' ? text.nothingToPaste : read.message);
    return;
  }
  const { x, y, width, height } = toVisibleRect(camera);
  const [only] = selection.steps;
  // Pasted while a loop is selected, steps go into it.
  const loop = selection.steps.size === 1 && only !== undefined ? findStep(workflow, only)?.step : undefined;
  const target = scopeId ?? (loop?.body !== undefined && loop.collapsed !== true ? loop.id : undefined);
  const box = target === undefined ? undefined : store.getState().scene.geometry.steps.get(target);
  const middle =
    box === undefined
      ? { x: x + width / 2, y: y + height / 2 }
      : { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const prepared = preparePaste(workflow, read.clip, {
    at: at ?? middle,
    blocks,
    ...(target === undefined ? {} : { scopeId: target }),
  });
  if (!prepared.ok) {
    toast.error(prepared.message);
    return;
  }
  apply(text.paste, prepared.edit, { select: prepared.select });
}

/** Pastes what the system's clipboard holds, for menus; keys go through the browser's own paste event. */
export async function pasteFromClipboard(store: EditorStore, at?: Point, scopeId?: string): Promise<void> {
  let content: string;
  try {
    content = await navigator.clipboard.readText();
  } catch {
    toast.error(text.clipboardRefused);
    return;
  }
  pasteText(store, content, at, scopeId);
}
