import { overlaps } from '../model/boxes.ts';
import { CARD, LAYOUT_GAP } from '../model/sizes.ts';
import type { Point } from '../model/types.ts';
import type { Scene } from './scene.ts';

const MAX_TRIES = 200;

/** The nearest place at or below a point where a card covers no other. Frames do not count: cards stand inside of them. */
export function toFreeSpot({ index, geometry }: Scene, at: Point): Point {
  let { y } = at;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const spot = { x: at.x, y, ...CARD };
    const taken = index.query(spot).flatMap(({ kind, id }) => {
      const box = kind === 'step' ? geometry.steps.get(id) : undefined;
      return box !== undefined && box.width <= CARD.width && overlaps(box, spot) ? [box] : [];
    });
    if (taken.length === 0) break;
    y = Math.max(...taken.map((box) => box.y + box.height)) + LAYOUT_GAP.y;
  }
  return { x: at.x, y };
}
