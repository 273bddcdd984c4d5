import { inflate } from '../../model/boxes.ts';
import type { Box } from '../../model/types.ts';
import { type Camera, covers, toVisibleRect } from '../../store/camera.ts';
import { isDetailed } from '../../store/is-detailed.ts';
import type { Scene } from '../../store/scene.ts';

/** What of the document is drawn as elements of the page. */
export interface VisibleItems {
  readonly steps: readonly string[];
  readonly notes: readonly string[];
  readonly groups: readonly string[];
  readonly edges: readonly string[];
  /** The part of the document it was chosen for. */
  readonly rect: Box | undefined;
}

/** Nothing: all is painted. */
export const NOTHING_VISIBLE: VisibleItems = { steps: [], notes: [], groups: [], edges: [], rect: undefined };

/** Share of the screen around it in which things are drawn too, so that panning does not draw at every frame. */
const MARGIN = 0.25;

/** What is on the screen and a little around it. */
export function findVisible(scene: Scene, camera: Camera): VisibleItems {
  if (!isDetailed(scene, camera)) return NOTHING_VISIBLE;
  const rect = toVisibleRect(camera, MARGIN);
  const steps: string[] = [];
  const notes: string[] = [];
  const groups: string[] = [];
  const edges: string[] = [];
  const lists = { step: steps, note: notes, group: groups, edge: edges };
  // Curves bulge and rings stand out of boxes a little.
  for (const { kind, id } of scene.index.query(inflate(rect, 8))) lists[kind].push(id);
  return { steps, notes, groups, edges, rect };
}

/** Whether what was chosen still covers the screen and is not far more than needed. */
export function isStillRight(visible: VisibleItems, scene: Scene, camera: Camera): boolean {
  if (!isDetailed(scene, camera)) return visible.rect === undefined;
  const { rect } = visible;
  if (rect === undefined) return false;
  const now = toVisibleRect(camera);
  return covers(rect, now) && rect.width < now.width * (1 + 4 * MARGIN);
}
