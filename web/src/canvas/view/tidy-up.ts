import { computeLayout } from '../model/auto-layout.ts';
import { applyPositions } from '../model/edits/layout.ts';
import { findStep } from '../model/find-step.ts';
import type { Point } from '../model/types.ts';
import type { EditorStore } from '../store/editor-store.ts';
import { fitView } from './commands.ts';
import { prefersStill } from './keyboard/focus-step.ts';
import { text } from './strings.ts';

const DURATION_MS = 180;
/** Beyond this many steps moving them all at every frame would stutter: they jump. */
const MAX_ANIMATED = 400;

/** Lays everything out anew, one entry of the history; cards glide to their places when the person likes motion. */
export function tidyUp(store: EditorStore): void {
  const { workflow, blocks, apply, scene, readOnly } = store.getState();
  if (readOnly) return;
  const positions = computeLayout(workflow, { blocks });
  if (prefersStill() || scene.geometry.steps.size > MAX_ANIMATED) {
    apply(text.layout, applyPositions(positions));
    fitView(store, 'all');
    return;
  }
  const from = new Map<string, Point>();
  for (const id of positions.steps.keys()) {
    const position = findStep(workflow, id)?.step.position;
    if (position !== undefined) from.set(id, position);
  }
  const mergeKey = `tidy-${performance.now()}`;
  const startedAt = performance.now();
  let expected = workflow;
  const frame = () => {
    // Somebody changed the document meanwhile: theirs counts, the rest of the way is left.
    if (store.getState().workflow !== expected) return;
    const share = Math.min(1, (performance.now() - startedAt) / DURATION_MS);
    const eased = 1 - (1 - share) ** 3;
    const between = new Map(
      [...positions.steps].map(([id, to]): [string, Point] => {
        const begin = from.get(id) ?? to;
        return [id, { x: begin.x + (to.x - begin.x) * eased, y: begin.y + (to.y - begin.y) * eased }];
      }),
    );
    const isDone = share === 1;
    apply(text.layout, applyPositions(isDone ? positions : { steps: between }), { mergeKey });
    expected = store.getState().workflow;
    if (isDone) fitView(store, 'all');
    else requestAnimationFrame(frame);
  };
  frame();
}
