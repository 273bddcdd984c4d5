import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import classes from './page.module.css';

const KEY_STEP = 24;

/** The edge between two areas: drag it, or move it with the arrow keys. */
export function Splitter(props: {
  readonly label: string;
  /** `horizontal`: a line across, which changes a height. */
  readonly orientation: 'horizontal' | 'vertical';
  /** Size of the area after the edge, in pixels. */
  readonly size: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (size: number) => void;
}) {
  const { label, orientation, size, min, max, onChange } = props;
  const drag = useRef<{ readonly at: number; readonly size: number }>(undefined);
  const isAcross = orientation === 'horizontal';
  const toAt = (event: PointerEvent): number => (isAcross ? event.clientY : event.clientX);
  const set = (next: number): void => onChange(Math.round(Math.min(max, Math.max(min, next))));
  const onKeyDown = (event: KeyboardEvent): void => {
    const grow = isAcross ? 'ArrowUp' : 'ArrowLeft';
    const shrink = isAcross ? 'ArrowDown' : 'ArrowRight';
    if (event.key === grow) set(size + KEY_STEP);
    else if (event.key === shrink) set(size - KEY_STEP);
    else if (event.key === 'Home') set(min);
    else if (event.key === 'End') set(max);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved; a focusable separator is a splitter (WAI-ARIA)
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      className={classes.splitter}
      data-orientation={orientation}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { at: toAt(event), size };
      }}
      onPointerMove={(event) => {
        if (drag.current !== undefined) set(drag.current.size + drag.current.at - toAt(event));
      }}
      onPointerUp={() => {
        drag.current = undefined;
      }}
      onPointerCancel={() => {
        drag.current = undefined;
      }}
    />
  );
}
