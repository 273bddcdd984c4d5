import { type Curve, controlPoints, isFrame } from '../../model/anchors.ts';
import { inflate, overlaps } from '../../model/boxes.ts';
import { findStep } from '../../model/find-step.ts';
import { FRAME_HEADER, GROUP_HEADER } from '../../model/sizes.ts';
import type { Box } from '../../model/types.ts';
import type { EditorState } from '../../store/editor-store.ts';
import { MARK_COLORS, toStatusColor } from './category-colors.ts';
import type { PaintView } from './double-buffer.ts';
import type { ColorName, PaintColors } from './paint-colors.ts';
import { paintTile } from './paint-tile.ts';
import type { TileIcons } from './tile-icons.ts';

/** Things painted between two looks at the clock. */
const CHUNK = 150;
/** Below this zoom a curve and a straight line look the same, and lines cost a fraction. */
const CURVE_ZOOM = 0.15;

/** What is painted, and what is left out because it is being dragged. */
export interface PaintInput {
  readonly state: Pick<EditorState, 'workflow' | 'blocks' | 'scene' | 'overlay' | 'selection' | 'problems' | 'find'>;
  readonly colors: PaintColors;
  readonly icons: TileIcons;
  /** Whether a step is painted; all by default. */
  readonly hasStep?: (id: string) => boolean;
  /** Whether an edge is painted; all by default. */
  readonly hasEdge?: (curve: Curve) => boolean;
  /** Whether groups and notes are painted. */
  readonly marks: boolean;
}

type Paint = CanvasRenderingContext2D;

/** Paints the document as a map: groups, frames, edges, tiles, notes. Stops every few things so that a frame can end in between. */
export function* paintScene(context: Paint, { rect, zoom }: PaintView, input: PaintInput): Generator<void> {
  const { state, colors } = input;
  const { geometry } = state.scene;
  const hairline = 1 / zoom;
  if (input.marks)
    for (const [id, box] of geometry.groups)
      if (overlaps(box, rect)) paintGroup(context, state, colors, id, box, hairline);
  yield;
  const frames: [string, Box][] = [];
  const cards: [string, Box][] = [];
  let looked = 0;
  for (const entry of geometry.steps) {
    const [id, box] = entry;
    if (overlaps(box, rect) && input.hasStep?.(id) !== false) {
      const step = findStep(state.workflow, id)?.step;
      if (step !== undefined && isFrame(step)) frames.push(entry);
      else cards.push(entry);
    }
    looked += 1;
    if (looked % (CHUNK * 5) === 0) yield;
  }
  for (const [id, box] of frames) paintFrame(context, state, colors, id, box, hairline);
  yield;
  yield* paintEdges(context, rect, zoom, input);
  looked = 0;
  for (const [id, box] of cards) {
    paintTile(context, input, id, box, zoom);
    looked += 1;
    if (looked % CHUNK === 0) yield;
  }
  if (input.marks)
    for (const [id, box] of geometry.notes)
      if (overlaps(box, rect)) paintNote(context, state, colors, id, box, hairline);
}

/** Edges by their look, so that thousands are a handful of strokes. */
function* paintEdges(context: Paint, rect: Box, zoom: number, { state, colors, hasEdge }: PaintInput): Generator<void> {
  const { curves } = state.scene;
  const reach = inflate(rect, 200);
  const looks = new Map<string, Curve[]>();
  let looked = 0;
  for (const [key, curve] of curves) {
    looked += 1;
    if (looked % (CHUNK * 5) === 0) yield;
    if (!spans(curve, reach) || hasEdge?.(curve) === false) continue;
    const look = toEdgeLook(state, key);
    const list = looks.get(look);
    if (list === undefined) looks.set(look, [curve]);
    else list.push(curve);
  }
  for (const look of ['dead', 'plain', 'taken', 'active', 'selected']) {
    const list = looks.get(look) ?? [];
    context.strokeStyle = colors[EDGE_COLORS[look] ?? 'border-strong'];
    context.lineWidth = (look === 'plain' || look === 'dead' ? 1 : 2) / zoom;
    for (let at = 0; at < list.length; at += CHUNK) {
      context.beginPath();
      for (const curve of list.slice(at, at + CHUNK)) traceCurve(context, curve, zoom >= CURVE_ZOOM);
      context.stroke();
      yield;
    }
  }
}

const EDGE_COLORS: Readonly<Record<string, ColorName>> = {
  dead: 'border',
  plain: 'border-strong',
  taken: 'succeeded',
  active: 'running',
  selected: 'accent',
};

function toEdgeLook({ overlay, selection }: PaintInput['state'], key: string): string {
  if (selection.edges.has(key)) return 'selected';
  return overlay?.edges.get(key)?.state ?? 'plain';
}

function spans({ from, to }: Curve, rect: Box): boolean {
  return (
    Math.max(from.x, to.x) >= rect.x &&
    Math.min(from.x, to.x) <= rect.x + rect.width &&
    Math.max(from.y, to.y) >= rect.y &&
    Math.min(from.y, to.y) <= rect.y + rect.height
  );
}

/** Adds an edge to the path of a context. */
export function traceCurve(context: Paint, curve: Pick<Curve, 'from' | 'to'>, curved: boolean): void {
  const { from, to } = curve;
  context.moveTo(from.x, from.y);
  if (!curved) {
    context.lineTo(to.x, to.y);
    return;
  }
  const [one, two] = controlPoints(curve);
  context.bezierCurveTo(one.x, one.y, two.x, two.y, to.x, to.y);
}

function paintFrame(
  context: Paint,
  state: PaintInput['state'],
  colors: PaintColors,
  id: string,
  box: Box,
  hairline: number,
): void {
  const status = toStatusColor(state.overlay?.steps.get(id)?.status);
  const isSelected = state.selection.steps.has(id);
  context.globalAlpha = 0.1;
  context.fillStyle = colors.simulated;
  context.fillRect(box.x, box.y, box.width, box.height);
  context.globalAlpha = 1;
  context.fillStyle = colors['surface-1'];
  context.fillRect(box.x, box.y, box.width, FRAME_HEADER);
  context.strokeStyle = colors[isSelected ? 'accent' : (status ?? 'border-strong')];
  context.lineWidth = (isSelected ? 3 : 1) * hairline;
  context.strokeRect(box.x, box.y, box.width, box.height);
}

function paintGroup(
  context: Paint,
  { workflow, selection }: PaintInput['state'],
  colors: PaintColors,
  id: string,
  box: Box,
  hairline: number,
): void {
  const group = workflow.groups?.find((one) => one.id === id);
  const tint = MARK_COLORS[group?.color ?? ''] ?? 'text-faint';
  context.globalAlpha = group?.collapsed === true ? 0.5 : 0.08;
  context.fillStyle = colors[tint];
  context.fillRect(box.x, box.y, box.width, box.height);
  context.globalAlpha = 1;
  const isSelected = selection.groups.has(id);
  context.strokeStyle = colors[isSelected ? 'accent' : tint];
  context.lineWidth = (isSelected ? 3 : 1) * hairline;
  context.strokeRect(box.x, box.y, box.width, box.height);
  // The name is what makes a map of a large workflow readable: it keeps its size on the screen, while there is room for it.
  if (box.width / hairline > 60) {
    context.fillStyle = colors.text;
    context.font = `600 ${12 * hairline}px Inter Variable, sans-serif`;
    context.fillText(
      group?.name ?? '',
      box.x + 6 * hairline,
      box.y + Math.max(GROUP_HEADER * 0.7, 14 * hairline),
      box.width - 12 * hairline,
    );
  }
}

function paintNote(
  context: Paint,
  { workflow, selection }: PaintInput['state'],
  colors: PaintColors,
  id: string,
  box: Box,
  hairline: number,
): void {
  const note = workflow.notes?.find((one) => one.id === id);
  context.globalAlpha = 0.35;
  context.fillStyle = colors[MARK_COLORS[note?.color ?? ''] ?? 'waiting'];
  context.fillRect(box.x, box.y, box.width, box.height);
  context.globalAlpha = 1;
  if (!selection.notes.has(id)) return;
  context.strokeStyle = colors.accent;
  context.lineWidth = 3 * hairline;
  context.strokeRect(box.x, box.y, box.width, box.height);
}
