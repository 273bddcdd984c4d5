import type { Point } from '../../model/types.ts';
import type { Camera } from '../../store/camera.ts';

/** Something done with the pointer pressed, from the press to the release. Points are in pixels of the window. */
export interface Gesture {
  move(point: Point, keys: GestureKeys): void;
  /** Released. */
  end(point: Point, keys: GestureKeys): void;
  /** Given up: nothing may be left of it. */
  cancel(): void;
  /** Whether the canvas scrolls by itself when the pointer is at its border. */
  readonly scrolls?: boolean;
}

/** Keys that were held. */
export interface GestureKeys {
  readonly shift: boolean;
  readonly alt: boolean;
  readonly mod: boolean;
}

/** Pixels the pointer moves before a press becomes a drag. */
const THRESHOLD = 4;
/** Pixels from the border of the canvas at which it scrolls. */
const BORDER = 32;
/** Pixels a frame at the very border. */
const MAX_SPEED = 14;

/** The keys held at an event. */
export function toKeys(event: { shiftKey: boolean; altKey: boolean; metaKey: boolean; ctrlKey: boolean }): GestureKeys {
  return { shift: event.shiftKey, alt: event.altKey, mod: event.metaKey || event.ctrlKey };
}

/**
 * Follows a pressed pointer. `begin` is asked for the gesture when it has moved far enough; `click` happens when it is released
 * before. Escape, a lost pointer and a second finger give it up.
 */
export function followPointer(
  camera: Camera,
  press: PointerEvent,
  { begin, click }: { readonly begin: () => Gesture | undefined; readonly click?: (event: PointerEvent) => void },
): void {
  const start = { x: press.clientX, y: press.clientY };
  let gesture: Gesture | undefined;
  let point: Point = start;
  let keys = toKeys(press);
  let frame = 0;

  const scroll = () => {
    frame = 0;
    if (gesture?.scrolls !== true) return;
    const { x, y } = camera.origin();
    const { width, height } = camera.size();
    const dx = toSpeed(point.x - x, width);
    const dy = toSpeed(point.y - y, height);
    if (dx !== 0 || dy !== 0) {
      const viewport = camera.get();
      camera.moveTo({ ...viewport, x: viewport.x + dx, y: viewport.y + dy });
      gesture.move(point, keys);
    }
    frame = requestAnimationFrame(scroll);
  };
  const stop = () => {
    cancelAnimationFrame(frame);
    window.removeEventListener('pointermove', onMove, true);
    window.removeEventListener('pointerup', onUp, true);
    window.removeEventListener('pointercancel', onCancel, true);
    window.removeEventListener('pointerdown', onCancel, true);
    window.removeEventListener('blur', onCancel);
    window.removeEventListener('keydown', onKey, true);
  };
  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== press.pointerId) return;
    point = { x: event.clientX, y: event.clientY };
    keys = toKeys(event);
    if (gesture === undefined) {
      if (Math.hypot(point.x - start.x, point.y - start.y) < THRESHOLD) return;
      gesture = begin();
      if (gesture === undefined) {
        stop();
        return;
      }
      if (gesture.scrolls === true) frame = requestAnimationFrame(scroll);
    }
    event.preventDefault();
    gesture.move(point, keys);
  };
  const onUp = (event: PointerEvent) => {
    if (event.pointerId !== press.pointerId) return;
    stop();
    if (gesture === undefined) click?.(event);
    else {
      swallowClick();
      gesture.end({ x: event.clientX, y: event.clientY }, toKeys(event));
    }
  };
  const onCancel = (event: Event) => {
    if (event instanceof PointerEvent && event.type === 'pointercancel' && event.pointerId !== press.pointerId) return;
    stop();
    gesture?.cancel();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || gesture === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    stop();
    gesture.cancel();
  };
  window.addEventListener('pointermove', onMove, true);
  window.addEventListener('pointerup', onUp, true);
  window.addEventListener('pointercancel', onCancel, true);
  window.addEventListener('pointerdown', onCancel, true);
  window.addEventListener('blur', onCancel);
  window.addEventListener('keydown', onKey, true);
}

/** The browser sends a click after a drag that ends where it began; nothing may take it for one. */
function swallowClick(): void {
  const swallow = (event: Event) => event.stopPropagation();
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, true));
}

function toSpeed(at: number, room: number): number {
  if (room < 4 * BORDER) return 0;
  if (at < BORDER) return Math.min(MAX_SPEED, ((BORDER - at) / BORDER) * MAX_SPEED);
  if (at > room - BORDER) return -Math.min(MAX_SPEED, ((at - room + BORDER) / BORDER) * MAX_SPEED);
  return 0;
}
