import { type RefObject, useEffect, useState } from 'react';
import { panWindow, type TimeWindow, zoomWindow } from '../model/time-axis.ts';

/** The stretch of a run's time that is shown. */
export interface ShownTime {
  readonly window: TimeWindow;
  readonly isWhole: boolean;
  zoom(factor: number, anchor?: number): void;
  pan(share: number): void;
  showAll(): void;
}

/** Share of a row that is time; the rest is its name (drawer.module.css). */
const NAME_WIDTH = 240;

/** Zooms with Ctrl or ⌘ and the wheel around the pointer, moves with Shift and the wheel or sideways. The whole run until then, growing with it. */
export function useTimeWindow(scroller: RefObject<HTMLElement | null>, from: number, to: number): ShownTime {
  const [chosen, setChosen] = useState<TimeWindow>();
  const whole = { from, to: Math.max(to, from + 1) };
  const window = chosen ?? whole;
  const time: ShownTime = {
    window,
    isWhole: chosen === undefined,
    zoom(factor, anchor = 0.5) {
      const next = zoomWindow(window, factor, anchor, whole);
      setChosen(next.to - next.from >= (whole.to - whole.from) * 0.999 ? undefined : next);
    },
    pan: (share) => setChosen(chosen === undefined ? undefined : panWindow(window, share, whole)),
    showAll: () => setChosen(undefined),
  };
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    // Not a React handler: those cannot keep the page from zooming.
    const onWheel = (event: WheelEvent): void => {
      const sideways = event.shiftKey ? event.deltaY + event.deltaX : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const box = element.getBoundingClientRect();
        const width = Math.max(1, box.width - NAME_WIDTH);
        const anchor = Math.min(1, Math.max(0, (event.clientX - box.left - NAME_WIDTH) / width));
        time.zoom(Math.exp(-event.deltaY / 300), anchor);
      } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        event.preventDefault();
        time.pan(sideways / 800);
      }
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  });
  return time;
}
