interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const GAP_PX = 6;
const EDGE_PX = 8;

/** Where a tip of the size stands beside its element, kept inside the window; below when there is no room above. */
export function placeTip(
  target: Box,
  tip: { readonly width: number; readonly height: number },
  view: { readonly width: number; readonly height: number },
  side: 'top' | 'right',
): { readonly left: number; readonly top: number } {
  const keep = (value: number, size: number, room: number): number =>
    Math.max(EDGE_PX, Math.min(value, room - size - EDGE_PX));
  if (side === 'right' && target.left + target.width + GAP_PX + tip.width <= view.width - EDGE_PX) {
    return {
      left: target.left + target.width + GAP_PX,
      top: keep(target.top + (target.height - tip.height) / 2, tip.height, view.height),
    };
  }
  const above = target.top - GAP_PX - tip.height;
  return {
    left: keep(target.left + (target.width - tip.width) / 2, tip.width, view.width),
    top: above >= EDGE_PX ? above : target.top + target.height + GAP_PX,
  };
}
