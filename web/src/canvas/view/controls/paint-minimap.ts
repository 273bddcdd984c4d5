import { isFrame } from '../../model/anchors.ts';
import { findStep } from '../../model/find-step.ts';
import type { Box, Size } from '../../model/types.ts';
import type { EditorState } from '../../store/editor-store.ts';
import { MARK_COLORS, toCategoryColor, toStatusColor } from '../paint/category-colors.ts';
import type { ColorName, PaintColors } from '../paint/paint-colors.ts';

/** How the document is laid onto the map. */
export interface MinimapView {
  readonly around: Box;
  readonly scale: number;
  readonly colors: PaintColors;
  readonly size: Size;
}

/** Paints every step as a few pixels in the colour of its status or kind. Boxes of one colour are one path. */
export function paintMinimap(
  canvas: HTMLCanvasElement,
  state: EditorState,
  { around, scale, colors, size }: MinimapView,
): void {
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  canvas.width = size.width * ratio;
  canvas.height = size.height * ratio;
  canvas.style.width = `${size.width}px`;
  canvas.style.height = `${size.height}px`;
  const context = canvas.getContext('2d');
  if (context === null) return;
  const zoom = scale * ratio;
  context.setTransform(zoom, 0, 0, zoom, -around.x * zoom, -around.y * zoom);
  const { geometry } = state.scene;
  const least = 2 / zoom;
  const byColor = new Map<ColorName, Box[]>();
  const add = (color: ColorName, box: Box) => {
    const list = byColor.get(color);
    if (list === undefined) byColor.set(color, [box]);
    else list.push(box);
  };
  context.globalAlpha = 0.15;
  for (const [id, { x, y, width, height }] of geometry.groups) {
    const group = state.workflow.groups?.find((one) => one.id === id);
    context.fillStyle = colors[MARK_COLORS[group?.color ?? ''] ?? 'text-faint'];
    context.fillRect(x, y, width, height);
  }
  for (const [id, box] of geometry.steps) {
    const step = findStep(state.workflow, id)?.step;
    if (step !== undefined && isFrame(step)) {
      context.fillStyle = colors.simulated;
      context.fillRect(box.x, box.y, box.width, box.height);
      continue;
    }
    const status = toStatusColor(state.overlay?.steps.get(id)?.status);
    const own = status ?? toCategoryColor(state.blocks.get(step?.process.block ?? '')?.category);
    add(state.selection.steps.has(id) ? 'accent' : own, box);
  }
  for (const box of geometry.notes.values()) add('waiting', box);
  context.globalAlpha = 0.85;
  for (const [color, boxes] of byColor) {
    context.fillStyle = colors[color];
    context.beginPath();
    for (const { x, y, width, height } of boxes) context.rect(x, y, Math.max(least, width), Math.max(least, height));
    context.fill();
  }
}
