import { findStep } from '../../model/find-step.ts';
import type { Box, StepMark } from '../../model/types.ts';
import { problemsByStep } from '../../store/problems-by-step.ts';
import { toStepName } from '../cards/step-name.ts';
import { toCategoryColor, toStatusColor } from './category-colors.ts';
import type { ColorName } from './paint-colors.ts';
import type { PaintInput } from './paint-scene.ts';

/** Below this zoom tiles have no border and no icon: they are a few pixels high. */
const FINE_ZOOM = 0.12;
/** Above this zoom a name can be made out. */
const NAME_ZOOM = 0.3;

type Paint = CanvasRenderingContext2D;

/** Paints a step as a tile: the colour of its status or kind; larger, with its icon; larger still, with its name. */
export function paintTile(context: Paint, input: PaintInput, id: string, box: Box, zoom: number): void {
  const { state, colors } = input;
  const { x, y, width, height } = box;
  const step = findStep(state.workflow, id)?.step;
  const block = state.blocks.get(step?.process.block ?? '');
  const mark = state.overlay?.steps.get(id);
  const category = colors[toCategoryColor(block?.category)];
  const statusName = toStatusColor(mark?.status);
  const status = statusName === undefined ? undefined : colors[statusName];
  context.globalAlpha = isFaint(state, id, mark) || step?.process.disabled === true ? 0.45 : 1;
  if (zoom < FINE_ZOOM) {
    context.fillStyle = status ?? category;
    context.fillRect(x, y, width, height);
  } else {
    context.fillStyle = colors['surface-1'];
    context.fillRect(x, y, width, height);
    context.strokeStyle = colors['border-strong'];
    context.lineWidth = 1 / zoom;
    context.strokeRect(x, y, width, height);
    context.fillStyle = status ?? category;
    context.fillRect(x, y, status === undefined ? 6 : 14, height);
    const picture = block?.icon === undefined ? undefined : input.icons.find(block.icon, category);
    if (picture === undefined) context.fillRect(x + 28, y + height / 2 - 16, 32, 32);
    else context.drawImage(picture, x + 24, y + height / 2 - 20, 40, 40);
    if (step !== undefined) paintName(context, input, toStepName(step, block), box, zoom);
  }
  context.globalAlpha = 1;
  paintRing(context, input, id, box, zoom);
}

function paintName(
  context: Paint,
  { colors }: PaintInput,
  name: string,
  { x, y, width, height }: Box,
  zoom: number,
): void {
  if (zoom < NAME_ZOOM) {
    context.fillStyle = colors['border-strong'];
    context.fillRect(x + 80, y + height / 2 - 4, width - 120, 8);
    return;
  }
  context.fillStyle = colors.text;
  context.font = '600 19px Inter Variable, sans-serif';
  context.textBaseline = 'middle';
  // Measuring every name costs more than painting it: longer ones than fit are cut by their letters.
  const shown = name.length > MAX_LETTERS ? `${name.slice(0, MAX_LETTERS - 1)}…` : name;
  context.fillText(shown, x + 76, y + height / 2, width - 84);
}

const MAX_LETTERS = 17;

function isFaint({ find }: PaintInput['state'], id: string, mark: StepMark | undefined): boolean {
  return mark?.status === 'skipped' || (find !== undefined && find.query !== '' && !find.matches.includes(id));
}

function paintRing(
  context: Paint,
  { state, colors }: PaintInput,
  id: string,
  { x, y, width, height }: Box,
  zoom: number,
): void {
  const ring = toRing(state, id, state.overlay?.steps.get(id)?.change);
  if (ring !== undefined) {
    context.strokeStyle = colors[ring];
    context.lineWidth = Math.max(2 / zoom, 4);
    context.strokeRect(x - 2, y - 2, width + 4, height + 4);
  }
  if (
    problemsByStep(state.problems)
      .get(id)
      ?.some(({ severity }) => severity === 'error') !== true
  )
    return;
  context.fillStyle = colors.failed;
  context.beginPath();
  context.arc(x + width, y, Math.max(3 / zoom, 8), 0, 2 * Math.PI);
  context.fill();
}

const CHANGE_COLORS = { added: 'succeeded', removed: 'failed', changed: 'waiting', moved: 'running' } as const;

function toRing(
  { selection, find }: PaintInput['state'],
  id: string,
  change: keyof typeof CHANGE_COLORS | undefined,
): ColorName | undefined {
  if (selection.steps.has(id)) return 'accent';
  if (find !== undefined && find.query !== '' && find.matches.includes(id)) return 'waiting';
  return change === undefined ? undefined : CHANGE_COLORS[change];
}
