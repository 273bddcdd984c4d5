import { findFirst, findNext } from '../../model/navigate.ts';
import { EMPTY_SELECTION } from '../../model/types.ts';
import { toFit, toReveal } from '../../store/camera.ts';
import type { EditorStore } from '../../store/editor-store.ts';

/** A way the arrow keys go. */
export type Arrow = 'left' | 'right' | 'up' | 'down';

/** Puts the keyboard on a step, selects it and brings it into view. */
export function focusStep(
  store: EditorStore,
  id: string,
  { extend = false }: { readonly extend?: boolean } = {},
): void {
  const { selection, select, patchView } = store.getState();
  if (extend) select({ ...selection, steps: new Set([...selection.steps, id]) });
  else select({ ...EMPTY_SELECTION, steps: new Set([id]) });
  patchView({ focus: id });
  revealStep(store, id);
}

/** Moves the view as little as needed to show a step. */
export function revealStep(store: EditorStore, id: string): void {
  const { scene, camera } = store.getState();
  const standIn = scene.geometry.standIns.get(id);
  const box =
    scene.geometry.steps.get(id) ??
    (standIn === undefined ? undefined : scene.geometry[standIn.kind === 'step' ? 'steps' : 'groups'].get(standIn.id));
  if (box === undefined) return;
  const target = toReveal(camera, box, 64);
  if (target !== camera.get()) camera.moveTo(target, prefersStill() ? 0 : 120);
}

/** Puts a step in the middle of the screen, at full size. */
export function showStep(store: EditorStore, id: string): void {
  const { scene, camera } = store.getState();
  const box = scene.geometry.steps.get(id);
  if (box !== undefined) camera.moveTo(toFit(box, camera.size(), { maxZoom: 1 }));
}

/** The step an arrow leads to from where the keyboard is; the first one when it is nowhere. A loop's body is entered and left. */
export function findArrowStep(store: EditorStore, arrow: Arrow): string | undefined {
  const { workflow, scene, focus, selection } = store.getState();
  const from = focus ?? [...selection.steps].at(-1);
  if (from === undefined || !scene.geometry.steps.has(from)) return findFirst(scene.geometry);
  const next = findNext(workflow, scene.geometry, from, arrow);
  if (next !== undefined) return next;
  if (arrow === 'down') return findNext(workflow, scene.geometry, from, 'in');
  return arrow === 'up' || arrow === 'left' ? findNext(workflow, scene.geometry, from, 'out') : undefined;
}

/** Whether the person asked the system for less motion. */
export function prefersStill(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
