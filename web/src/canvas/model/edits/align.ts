import type { Workflow } from '#contract/workflow.ts';
import { boundsOf } from '../boxes.ts';
import { listLoopsAround } from '../find-step.ts';
import { computeGeometry, type GeometryOptions } from '../geometry.ts';
import type { Box, Edit, Point, Selection } from '../types.ts';
import { moveEach } from './move.ts';

/** Which sides or middles are brought in line. */
export type Alignment = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';

interface Item {
  readonly key: 'steps' | 'notes';
  readonly id: string;
  readonly box: Box;
}

/** What can be aligned of a selection: steps that are shown and notes, without what moves with a loop that is selected too. */
function listItems(workflow: Workflow, what: Partial<Selection>, options: GeometryOptions): readonly Item[] {
  const { steps, notes } = computeGeometry(workflow, options);
  const items: Item[] = [];
  for (const id of what.steps ?? []) {
    const box = steps.get(id);
    const isInside = listLoopsAround(workflow, id).some((loop) => what.steps?.has(loop.id) === true);
    if (box !== undefined && !isInside) items.push({ key: 'steps', id, box });
  }
  for (const id of what.notes ?? []) {
    const box = notes.get(id);
    if (box !== undefined) items.push({ key: 'notes', id, box });
  }
  return items;
}

/** Moves items by offsets in the same order. */
function moveItems(items: readonly Item[], offsets: readonly Point[]): Edit {
  const steps = new Map<string, Point>();
  const notes = new Map<string, Point>();
  items.forEach(({ key, id }, at) => {
    (key === 'steps' ? steps : notes).set(id, offsets[at] ?? { x: 0, y: 0 });
  });
  return moveEach({ steps, notes });
}

function offsetTo(alignment: Alignment, box: Box, around: Box): Point {
  switch (alignment) {
    case 'left':
      return { x: around.x - box.x, y: 0 };
    case 'center':
      return { x: around.x + around.width / 2 - (box.x + box.width / 2), y: 0 };
    case 'right':
      return { x: around.x + around.width - (box.x + box.width), y: 0 };
    case 'top':
      return { x: 0, y: around.y - box.y };
    case 'middle':
      return { x: 0, y: around.y + around.height / 2 - (box.y + box.height / 2) };
    case 'bottom':
      return { x: 0, y: around.y + around.height - (box.y + box.height) };
  }
}

/** Brings what is selected in line with its outermost side, or its middle. Nothing to do for fewer than two. */
export function align(what: Partial<Selection>, alignment: Alignment, options: GeometryOptions = {}): Edit {
  return (workflow) => {
    const items = listItems(workflow, what, options);
    const around = boundsOf(items.map(({ box }) => box));
    if (items.length < 2 || around === undefined) return workflow;
    return moveItems(
      items,
      items.map(({ box }) => offsetTo(alignment, box, around)),
    )(workflow);
  };
}

/** Gives what is selected equal gaps; the first and the last stay. Nothing to do for fewer than three. */
export function distribute(
  what: Partial<Selection>,
  direction: 'horizontal' | 'vertical',
  options: GeometryOptions = {},
): Edit {
  const start = direction === 'horizontal' ? 'x' : 'y';
  const length = direction === 'horizontal' ? 'width' : 'height';
  return (workflow) => {
    const items = listItems(workflow, what, options).toSorted((a, b) => a.box[start] - b.box[start]);
    const first = items[0];
    const last = items.at(-1);
    if (items.length < 3 || first === undefined || last === undefined) return workflow;
    const total = items.reduce((sum, { box }) => sum + box[length], 0);
    const gap = (last.box[start] + last.box[length] - first.box[start] - total) / (items.length - 1);
    let at = first.box[start];
    const offsets = items.map(({ box }) => {
      const offset = Math.round((at - box[start]) * 100) / 100;
      at += box[length] + gap;
      return { x: start === 'x' ? offset : 0, y: start === 'y' ? offset : 0 };
    });
    return moveItems(items, offsets)(workflow);
  };
}
