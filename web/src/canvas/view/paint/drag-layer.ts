import type { Curve } from '../../model/anchors.ts';
import { boundsOf } from '../../model/boxes.ts';
import type { Box } from '../../model/types.ts';
import { toScreen, toVisibleRect } from '../../store/camera.ts';
import type { EditorStore } from '../../store/editor-store.ts';
import type { DragState } from '../../store/view-state.ts';
import type { PaintColors } from './paint-colors.ts';
import { paintScene, traceCurve } from './paint-scene.ts';
import type { TileIcons } from './tile-icons.ts';

/** Edges between what moves and what rests that are drawn anew at each frame; more of them would be a grey cloud anyway. */
const MAX_STRETCHED = 400;

/**
 * What is dragged on the map. It is painted once, when the drag begins, and moved by the browser; only the edges that stretch between it
 * and what rests are drawn at every frame.
 */
export interface DragLayer {
  begin(steps: ReadonlySet<string>): void;
  move(drag: DragState): void;
  /** The camera moved. */
  follow(): void;
  end(): void;
  dispose(): void;
}

/** Makes the layer in `host`. */
export function createDragLayer(
  host: HTMLElement,
  store: EditorStore,
  { colors, icons }: { readonly colors: () => PaintColors; readonly icons: TileIcons },
): DragLayer {
  const { camera } = store.getState();
  const picture = createCanvas(host);
  const lines = createCanvas(host);
  let painted: { readonly rect: Box; readonly zoom: number } | undefined;
  let stretched: readonly (readonly [Curve, boolean])[] = [];
  let drag: DragState | undefined;

  const paint = (steps: ReadonlySet<string>) => {
    const state = store.getState();
    const boxes = [...steps].flatMap((id) => state.scene.geometry.steps.get(id) ?? []);
    const around = boundsOf(boxes);
    const seen = toVisibleRect(camera, 1);
    if (around === undefined) return;
    const { zoom } = camera.get();
    // No more than what may come into view while dragging: a picture of everything could be larger than a canvas may be.
    const rect = cut(around, seen);
    const context = prepare(picture, rect, zoom);
    if (context === undefined) return;
    const both = ({ edge }: Curve) => steps.has(edge.from) && steps.has(edge.to);
    const work = paintScene(
      context,
      { rect, zoom },
      {
        state,
        colors: colors(),
        icons,
        hasStep: (id) => steps.has(id),
        hasEdge: both,
        marks: false,
      },
    );
    while (work.next().done !== true);
    painted = { rect, zoom };
  };

  const draw = () => {
    if (drag === undefined || painted === undefined) return;
    const viewport = camera.get();
    const { rect, zoom } = painted;
    const at = toScreen(viewport, { x: rect.x + drag.dx, y: rect.y + drag.dy });
    picture.style.transform = `translate(${at.x}px, ${at.y}px) scale(${viewport.zoom / zoom})`;
    drawLines(drag);
  };

  const drawLines = ({ dx, dy }: DragState) => {
    const { width, height } = camera.size();
    const { x, y, zoom } = camera.get();
    if (lines.width !== Math.ceil(width) || lines.height !== Math.ceil(height)) {
      lines.width = Math.ceil(width);
      lines.height = Math.ceil(height);
    }
    const context = lines.getContext('2d');
    if (context === null) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, lines.width, lines.height);
    context.setTransform(zoom, 0, 0, zoom, x, y);
    context.strokeStyle = colors()['border-strong'];
    context.lineWidth = 1 / zoom;
    context.beginPath();
    for (const [curve, isSource] of stretched) {
      const from = isSource ? { x: curve.from.x + dx, y: curve.from.y + dy } : curve.from;
      const to = isSource ? curve.to : { x: curve.to.x + dx, y: curve.to.y + dy };
      traceCurve(context, { from, to }, false);
    }
    context.stroke();
  };

  const hide = () => {
    picture.style.display = 'none';
    lines.style.display = 'none';
  };
  hide();

  return {
    begin(steps) {
      const found: [Curve, boolean][] = [];
      for (const curve of store.getState().scene.curves.values()) {
        const isSource = steps.has(curve.edge.from);
        if (isSource !== steps.has(curve.edge.to) && found.length < MAX_STRETCHED) found.push([curve, isSource]);
      }
      stretched = found;
      paint(steps);
      picture.style.display = '';
      lines.style.display = '';
    },
    move(next) {
      drag = next;
      draw();
    },
    follow: draw,
    end() {
      drag = undefined;
      painted = undefined;
      stretched = [];
      hide();
    },
    dispose() {
      picture.remove();
      lines.remove();
    },
  };
}

function createCanvas(host: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'position:absolute;left:0;top:0;transform-origin:0 0;will-change:transform';
  host.append(canvas);
  return canvas;
}

function cut(box: Box, within: Box): Box {
  const x = Math.max(box.x, within.x) - 8;
  const y = Math.max(box.y, within.y) - 8;
  const right = Math.min(box.x + box.width, within.x + within.width) + 8;
  const bottom = Math.min(box.y + box.height, within.y + within.height) + 8;
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
}

function prepare(canvas: HTMLCanvasElement, rect: Box, zoom: number): CanvasRenderingContext2D | undefined {
  canvas.width = Math.ceil(rect.width * zoom);
  canvas.height = Math.ceil(rect.height * zoom);
  const context = canvas.getContext('2d') ?? undefined;
  context?.setTransform(zoom, 0, 0, zoom, -rect.x * zoom, -rect.y * zoom);
  return context;
}
