import type { Box, Point, Size } from '../model/types.ts';

/** Where the canvas stands on the screen: `screen = flow * zoom + offset`, in CSS pixels of the canvas element. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Moves the viewport of what draws it (React Flow). */
export type MoveViewport = (viewport: Viewport, durationMs: number) => void;

/** What is looked at. It lives outside of React: it changes sixty times a second, and what draws decides itself when to follow. */
export interface Camera {
  /** The viewport now. */
  get(): Viewport;
  /** Size of the canvas element, in CSS pixels. */
  size(): Size;
  /** Tells what the viewport has become; listeners hear it. */
  report(viewport: Viewport): void;
  /** Tells a new place and size of the element in the window. */
  place(box: Box): void;
  /** Place of the element in the window. */
  origin(): Point;
  /** Asks for another viewport. */
  moveTo(viewport: Viewport, durationMs?: number): void;
  /** Says who carries out `moveTo`. */
  connect(move: MoveViewport): void;
  subscribe(listener: () => void): () => void;
}

/** Height of what lies on the canvas at its foot, in pixels. */
const FOOT = 40;

/** Smallest and largest zoom. 5,000 steps fit on a screen at about 0.02. */
export const MIN_ZOOM = 0.02;
export const MAX_ZOOM = 2;

/** Makes a camera at the origin. */
export function createCamera(): Camera {
  let viewport: Viewport = { x: 0, y: 0, zoom: 1 };
  let box: Box = { x: 0, y: 0, width: 0, height: 0 };
  let move: MoveViewport | undefined;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    get: () => viewport,
    size: () => box,
    report(next) {
      if (next.x === viewport.x && next.y === viewport.y && next.zoom === viewport.zoom) return;
      viewport = next;
      tell();
    },
    place(next) {
      const { x, y, width, height } = box;
      if (next.x === x && next.y === y && next.width === width && next.height === height) return;
      box = { x: next.x, y: next.y, width: next.width, height: next.height };
      tell();
    },
    origin: () => box,
    moveTo(next, durationMs = 0) {
      const zoom = clamp(next.zoom, MIN_ZOOM, MAX_ZOOM);
      const target = { x: next.x, y: next.y, zoom };
      if (move === undefined) this.report(target);
      else move(target, durationMs);
    },
    connect(next) {
      move = next;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** A point of the canvas element in the document. */
export function toFlow({ x, y, zoom }: Viewport, point: Point): Point {
  return { x: (point.x - x) / zoom, y: (point.y - y) / zoom };
}

/** A point of the document on the canvas element. */
export function toScreen({ x, y, zoom }: Viewport, point: Point): Point {
  return { x: point.x * zoom + x, y: point.y * zoom + y };
}

/** A point of the window in the document. */
export function fromWindow(camera: Pick<Camera, 'get' | 'origin'>, point: Point): Point {
  const { x, y } = camera.origin();
  return toFlow(camera.get(), { x: point.x - x, y: point.y - y });
}

/** A point of the document in the window. */
export function toWindow(camera: Pick<Camera, 'get' | 'origin'>, point: Point): Point {
  const { x, y } = camera.origin();
  const at = toScreen(camera.get(), point);
  return { x: at.x + x, y: at.y + y };
}

/** The part of the document that is on the screen, larger by `margin` times its size on every side. */
export function toVisibleRect(camera: Pick<Camera, 'get' | 'size'>, margin = 0): Box {
  const { x, y, zoom } = camera.get();
  const { width, height } = camera.size();
  const w = width / zoom;
  const h = height / zoom;
  return {
    x: -x / zoom - w * margin,
    y: -y / zoom - h * margin,
    width: w * (1 + 2 * margin),
    height: h * (1 + 2 * margin),
  };
}

/** Whether `outer` covers all of `inner`. */
export function covers(outer: Box, inner: Box): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

/** The viewport in which `rect` fills the screen, with `padding` pixels around, no larger than `maxZoom`. */
export function toFit(
  rect: Box,
  size: Size,
  { padding = 48, maxZoom = 1 }: { readonly padding?: number; readonly maxZoom?: number } = {},
): Viewport {
  const room = { width: Math.max(40, size.width - 2 * padding), height: Math.max(40, size.height - 2 * padding) };
  const zoom = clamp(
    Math.min(room.width / Math.max(1, rect.width), room.height / Math.max(1, rect.height)),
    MIN_ZOOM,
    maxZoom,
  );
  return {
    x: size.width / 2 - (rect.x + rect.width / 2) * zoom,
    y: size.height / 2 - (rect.y + rect.height / 2) * zoom,
    zoom,
  };
}

/** The viewport moved as little as needed to show `rect`; the same when it is shown already. */
export function toReveal(camera: Pick<Camera, 'get' | 'size'>, rect: Box, padding = 40): Viewport {
  const viewport = camera.get();
  const { width, height } = camera.size();
  const from = toScreen(viewport, rect);
  const to = toScreen(viewport, { x: rect.x + rect.width, y: rect.y + rect.height });
  const dx = toShift(from.x, to.x, width, padding);
  // The toolbar lies at the foot of the canvas.
  const dy = toShift(from.y, to.y, height - FOOT, padding);
  return dx === 0 && dy === 0 ? viewport : { ...viewport, x: viewport.x + dx, y: viewport.y + dy };
}

function toShift(from: number, to: number, room: number, padding: number): number {
  if (to - from > room - 2 * padding) return room / 2 - (from + to) / 2;
  if (from < padding) return padding - from;
  return to > room - padding ? room - padding - to : 0;
}

/** The viewport at another zoom, with the point of the screen staying where it is. */
export function toZoomed(viewport: Viewport, zoom: number, around: Point): Viewport {
  const next = clamp(zoom, MIN_ZOOM, MAX_ZOOM);
  const at = toFlow(viewport, around);
  return { x: around.x - at.x * next, y: around.y - at.y * next, zoom: next };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
