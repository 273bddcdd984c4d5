import type { Box } from '../../model/types.ts';
import { type Camera, covers, toVisibleRect, type Viewport } from '../../store/camera.ts';

/** Paints into a context that is scaled to the document. Each `next()` may take about a millisecond; the buffer stops between them. */
export type PaintJob = (context: CanvasRenderingContext2D, view: PaintView) => Iterator<unknown>;

/** What is being painted. */
export interface PaintView {
  /** The part of the document on the bitmap. */
  readonly rect: Box;
  readonly zoom: number;
}

/** How much more than the screen a bitmap holds on every side, so that most panning only moves it. */
const MARGIN = 0.35;
/** A bitmap is painted anew when it is shown larger or smaller than this. */
const MAX_STRETCH = 1.6;
/** Milliseconds of painting in one frame: what a frame leaves on slow processors. */
const SLICE_MS = 5;

interface Bitmap {
  readonly canvas: HTMLCanvasElement;
  view: PaintView | undefined;
}

/**
 * A picture of the document that follows the camera by being moved and stretched, which costs next to nothing, and is painted anew
 * behind the scenes, a few milliseconds a frame, when it no longer covers what is looked at or when the document changed.
 */
export interface DoubleBuffer {
  /** The camera moved. */
  follow(): void;
  /** What is painted changed. `onPainted` hears when the change is on the screen. */
  invalidate(onPainted?: () => void): void;
  /** Shows or hides it; hidden it costs nothing. */
  show(visible: boolean): void;
  dispose(): void;
}

/** Makes a buffer in `host`. */
export function createDoubleBuffer(host: HTMLElement, camera: Camera, paint: PaintJob): DoubleBuffer {
  let front = createBitmap(host);
  let back = createBitmap(host);
  back.canvas.style.visibility = 'hidden';
  let job: { readonly steps: Iterator<unknown>; readonly view: PaintView } | undefined;
  let frame = 0;
  let stale = true;
  let visible = false;
  const waiting: (() => void)[] = [];

  const place = () => {
    if (front.view !== undefined) transform(front.canvas, front.view, camera.get());
  };

  const begin = () => {
    const view = { rect: toVisibleRect(camera, MARGIN), zoom: camera.get().zoom };
    const context = prepare(back.canvas, view);
    if (context === undefined) return;
    job = { steps: paint(context, view), view };
    stale = false;
  };

  const tellPainted = () => {
    for (const listener of waiting.splice(0)) listener();
  };

  const finish = (view: PaintView) => {
    back.view = view;
    job = undefined;
    [front, back] = [back, front];
    place();
    front.canvas.style.visibility = 'inherit';
    back.canvas.style.visibility = 'hidden';
    tellPainted();
  };

  const work = (budgetMs: number) => {
    if (job === undefined && stale) begin();
    if (job === undefined) return;
    const until = performance.now() + budgetMs;
    do {
      if (job.steps.next().done === true) {
        finish(job.view);
        return;
      }
    } while (performance.now() < until);
  };

  const tick = () => {
    frame = 0;
    if (!visible) return;
    work(SLICE_MS);
    if (job !== undefined || stale) request();
  };
  const request = () => {
    if (frame === 0) frame = requestAnimationFrame(tick);
  };

  const isCovered = () => {
    const view = front.view;
    if (view === undefined) return false;
    const stretch = camera.get().zoom / view.zoom;
    return stretch < MAX_STRETCH && stretch > 1 / MAX_STRETCH && covers(view.rect, toVisibleRect(camera));
  };
  // A job whose picture would be of no use any more when it is done is dropped.
  const isWorthwhile = (view: PaintView) => {
    const stretch = camera.get().zoom / view.zoom;
    return stretch < MAX_STRETCH && stretch > 1 / MAX_STRETCH && covers(view.rect, toVisibleRect(camera));
  };

  let settle: ReturnType<typeof setTimeout> | undefined;
  return {
    follow() {
      if (!visible) return;
      place();
      if (job !== undefined && !isWorthwhile(job.view)) {
        job = undefined;
        stale = true;
      }
      if (!isCovered() && job === undefined) stale = true;
      if (stale) request();
      // Stretched bitmaps are soft: paint sharp once the camera rests.
      clearTimeout(settle);
      settle = setTimeout(() => {
        if (front.view?.zoom === camera.get().zoom) return;
        stale = true;
        request();
      }, 140);
    },
    invalidate(onPainted) {
      stale = true;
      // What is being painted is out of date already.
      job = undefined;
      if (onPainted !== undefined) waiting.push(onPainted);
      if (visible) request();
      else tellPainted();
    },
    show(next) {
      if (next === visible) return;
      visible = next;
      host.style.display = next ? '' : 'none';
      if (!next) {
        tellPainted();
        return;
      }
      if (front.view === undefined || stale || !isCovered()) {
        stale = true;
        job = undefined;
        work(Number.POSITIVE_INFINITY);
      }
      place();
    },
    dispose() {
      cancelAnimationFrame(frame);
      clearTimeout(settle);
      front.canvas.remove();
      back.canvas.remove();
    },
  };
}

function createBitmap(host: HTMLElement): Bitmap {
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'position:absolute;left:0;top:0;transform-origin:0 0;will-change:transform';
  host.append(canvas);
  return { canvas, view: undefined };
}

function prepare(canvas: HTMLCanvasElement, { rect, zoom }: PaintView): CanvasRenderingContext2D | undefined {
  const context = canvas.getContext('2d') ?? undefined;
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  const width = Math.ceil(rect.width * zoom * ratio);
  const height = Math.ceil(rect.height * zoom * ratio);
  if (context === undefined || width === 0 || height === 0) return undefined;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${width / ratio}px`;
    canvas.style.height = `${height / ratio}px`;
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  const scale = zoom * ratio;
  context.setTransform(scale, 0, 0, scale, -rect.x * scale, -rect.y * scale);
  return context;
}

function transform(canvas: HTMLCanvasElement, { rect, zoom }: PaintView, { x, y, zoom: now }: Viewport): void {
  canvas.style.transform = `translate(${rect.x * now + x}px, ${rect.y * now + y}px) scale(${now / zoom})`;
}
