import { type Curve, samplePoints } from './anchors.ts';
import { boundsOf, contains, inflate, overlaps } from './boxes.ts';
import type { Geometry } from './geometry.ts';
import type { Box, Point } from './types.ts';

/** What can lie on the canvas. */
export type ItemKind = 'step' | 'note' | 'group' | 'edge';

export interface CanvasItem {
  readonly kind: ItemKind;
  readonly id: string;
}

/** Side of a cell: a card touches at most four. */
const CELL = 512;
/** What covers more cells than this is looked at in every search instead. */
const MAX_CELLS = 256;
/** A line whose box covers no more cells than this is not looked at closer. */
const FEW_CELLS = 4;

interface Entry extends CanvasItem {
  /** Identity of what it was made from: the box, or the curve. */
  readonly source: Box | Curve;
  readonly box: Box;
  readonly line: readonly Point[] | undefined;
  readonly cells: readonly number[] | undefined;
}

/** Finds what is at a place, quickly, and follows what moves. Changes in place. */
export interface SpatialIndex {
  /** Takes over what changed since the last time; what is the same object costs one comparison. */
  sync(geometry: Geometry, curves: ReadonlyMap<string, Curve>): void;
  /** Everything whose box (for an edge: curve) may touch a rectangle. */
  query(rectangle: Box): readonly CanvasItem[];
  /** The topmost step, note or group at a point: the smallest, since what is inside lies on top; the newest of equals. */
  hitTest(point: Point): CanvasItem | undefined;
  /** Key of the nearest edge within a distance. */
  nearestEdge(point: Point, withinPx: number): string | undefined;
  /** How many items it holds. */
  size(): number;
}

/** Name of a cell. Cells very far apart may share one; boxes are compared anyway. */
function toCell(column: number, row: number): number {
  return (column + 2 ** 20) * 2 ** 21 + row + 2 ** 20;
}

function cellsOf({ x, y, width, height }: Box): readonly number[] {
  const cells: number[] = [];
  const [lastColumn, lastRow] = [Math.floor((x + width) / CELL), Math.floor((y + height) / CELL)];
  for (let column = Math.floor(x / CELL); column <= lastColumn; column++)
    for (let row = Math.floor(y / CELL); row <= lastRow; row++) cells.push(toCell(column, row));
  return cells;
}

function countCells({ x, y, width, height }: Box): number {
  const columns = Math.floor((x + width) / CELL) - Math.floor(x / CELL) + 1;
  const rows = Math.floor((y + height) / CELL) - Math.floor(y / CELL) + 1;
  return columns * rows;
}

/** The cells a line passes, by the boxes of its pieces; `undefined` when there are too many. */
function cellsAlong(line: readonly Point[], around: Box): readonly number[] | undefined {
  if (countCells(around) <= FEW_CELLS) return cellsOf(around);
  const cells = new Set<number>();
  for (let at = 1; at < line.length; at++) {
    const piece = boundsOf([toPointBox(line[at - 1]), toPointBox(line[at])]);
    if (piece === undefined) continue;
    if (countCells(piece) > MAX_CELLS) return undefined;
    for (const cell of cellsOf(piece)) cells.add(cell);
    if (cells.size > MAX_CELLS) return undefined;
  }
  return [...cells];
}

function toPointBox(point: Point | undefined): Box {
  return { x: point?.x ?? 0, y: point?.y ?? 0, width: 0, height: 0 };
}

/** Distance of a point from a piece of a line, squared. */
function distanceTo({ x, y }: Point, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / length));
  return (x - a.x - t * dx) ** 2 + (y - a.y - t * dy) ** 2;
}

/** Makes an empty index. Searches are O(what is near); `sync` is O(items) comparisons and O(changed) work. */
export function createSpatialIndex(): SpatialIndex {
  const entries = {
    step: new Map<string, Entry>(),
    note: new Map<string, Entry>(),
    group: new Map<string, Entry>(),
    edge: new Map<string, Entry>(),
  };
  const cells = new Map<number, Set<Entry>>();
  const large = new Set<Entry>();

  function take(entry: Entry): void {
    entries[entry.kind].delete(entry.id);
    large.delete(entry);
    for (const cell of entry.cells ?? []) {
      const held = cells.get(cell);
      held?.delete(entry);
      if (held?.size === 0) cells.delete(cell);
    }
  }

  function put(entry: Entry): void {
    entries[entry.kind].set(entry.id, entry);
    if (entry.cells === undefined) large.add(entry);
    for (const cell of entry.cells ?? []) {
      const held = cells.get(cell);
      if (held === undefined) cells.set(cell, new Set([entry]));
      else held.add(entry);
    }
  }

  function syncKind<T extends Box | Curve>(
    kind: ItemKind,
    now: ReadonlyMap<string, T>,
    make: (id: string, of: T) => Entry,
  ): void {
    const before = entries[kind];
    for (const [id, source] of now) {
      const held = before.get(id);
      if (held?.source === source) continue;
      if (held !== undefined) take(held);
      put(make(id, source));
    }
    if (before.size === now.size) return;
    for (const [id, held] of [...before]) if (!now.has(id)) take(held);
  }

  const fromBox =
    (kind: ItemKind) =>
    (id: string, box: Box): Entry => ({
      kind,
      id,
      source: box,
      box,
      line: undefined,
      cells: countCells(box) > MAX_CELLS ? undefined : cellsOf(box),
    });

  function fromCurve(id: string, curve: Curve): Entry {
    const line = samplePoints(curve);
    const box = boundsOf(line.map(toPointBox)) ?? toPointBox(curve.from);
    return { kind: 'edge', id, source: curve, box, line, cells: cellsAlong(line, box) };
  }

  function near(rectangle: Box): ReadonlySet<Entry> {
    const found = new Set<Entry>();
    for (const entry of large) if (overlaps(entry.box, rectangle)) found.add(entry);
    if (countCells(rectangle) > cells.size) {
      for (const kind of Object.values(entries))
        for (const entry of kind.values()) if (overlaps(entry.box, rectangle)) found.add(entry);
      return found;
    }
    for (const cell of cellsOf(rectangle))
      for (const entry of cells.get(cell) ?? []) if (overlaps(entry.box, rectangle)) found.add(entry);
    return found;
  }

  return {
    sync({ steps, notes, groups }, curves) {
      syncKind('step', steps, fromBox('step'));
      syncKind('note', notes, fromBox('note'));
      syncKind('group', groups, fromBox('group'));
      syncKind('edge', curves, fromCurve);
    },
    query: (rectangle) => [...near(rectangle)].map(({ kind, id }) => ({ kind, id })),
    hitTest(point) {
      let top: Entry | undefined;
      for (const entry of near(toPointBox(point))) {
        if (entry.kind === 'edge' || !contains(entry.box, point)) continue;
        const isSmaller = top === undefined || entry.box.width * entry.box.height <= top.box.width * top.box.height;
        if (isSmaller) top = entry;
      }
      return top === undefined ? undefined : { kind: top.kind, id: top.id };
    },
    nearestEdge(point, withinPx) {
      let nearest: string | undefined;
      let least = withinPx * withinPx;
      for (const { kind, id, line } of near(inflate(toPointBox(point), withinPx))) {
        if (kind !== 'edge' || line === undefined) continue;
        for (let at = 1; at < line.length; at++) {
          const [a, b] = [line[at - 1], line[at]];
          const distance = a === undefined || b === undefined ? Number.POSITIVE_INFINITY : distanceTo(point, a, b);
          if (distance <= least) {
            least = distance;
            nearest = id;
          }
        }
      }
      return nearest;
    },
    size: () => Object.values(entries).reduce((sum, kind) => sum + kind.size, 0),
  };
}
