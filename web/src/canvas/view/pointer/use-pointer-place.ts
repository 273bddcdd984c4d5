import { type RefObject, useEffect, useRef } from 'react';
import type { Point } from '../../model/types.ts';

/** Where the pointer is over the canvas, in pixels of the window; empty while it is elsewhere. */
export type PointerPlace = RefObject<Point | undefined>;

/** Keeps where the pointer is, for what the keyboard does there: paste, pick a step. */
export function usePointerPlace(element: RefObject<HTMLElement | null>): PointerPlace {
  const place = useRef<Point>(undefined);
  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return;
    const follow = (event: PointerEvent) => {
      place.current = event.pointerType === 'touch' ? undefined : { x: event.clientX, y: event.clientY };
    };
    const leave = () => {
      place.current = undefined;
    };
    canvas.addEventListener('pointermove', follow);
    canvas.addEventListener('pointerleave', leave);
    return () => {
      canvas.removeEventListener('pointermove', follow);
      canvas.removeEventListener('pointerleave', leave);
    };
  }, [element]);
  return place;
}
