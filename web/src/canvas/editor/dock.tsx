import { ChevronDown } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { useRemembered } from '../palette/use-remembered.ts';
import styles from './editor.module.css';
import { text } from './strings.ts';

const STEP = 24;

/** A panel beside or below the canvas whose size can be dragged, or changed with the arrow keys, and is remembered. */
export function Dock({
  side,
  name,
  initial,
  min,
  max,
  onClose,
  children,
}: {
  readonly side: 'right' | 'bottom';
  /** What it is called: it is remembered and read out by this. */
  readonly name: string;
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  /** On a phone, where it covers most of the screen, a button closes it. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const [size, setSize] = useRemembered(`dock-${name}`, initial);
  const begin = useRef<{ readonly at: number; readonly size: number }>(undefined);
  const isRight = side === 'right';
  const shown = clamp(size, min, max);
  const onKeyDown = (event: KeyboardEvent) => {
    const [more, less] = isRight ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const by = event.key === more ? STEP : event.key === less ? -STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    setSize(clamp(shown + by, min, max));
  };
  const toAt = (event: PointerEvent) => (isRight ? event.clientX : event.clientY);
  return (
    <div className={`${styles.dock} ${isRight ? styles.right : styles.bottom}`} style={toStyle(shown)} data-dock={name}>
      {/* biome-ignore lint/a11y/useSemanticElements: a rule that can be moved is no thematic break (WAI-ARIA window splitter). */}
      <div
        className={styles.handle}
        role="separator"
        tabIndex={0}
        aria-orientation={isRight ? 'vertical' : 'horizontal'}
        aria-label={text.resize(name)}
        aria-valuenow={shown}
        aria-valuemin={min}
        aria-valuemax={max}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          begin.current = { at: toAt(event), size: shown };
        }}
        onPointerMove={(event) => {
          if (begin.current !== undefined)
            setSize(clamp(begin.current.size + begin.current.at - toAt(event), min, max));
        }}
        onPointerUp={() => {
          begin.current = undefined;
        }}
      />
      <button type="button" className={styles.close} aria-label={text.closePanel} onClick={onClose}>
        <ChevronDown size={16} aria-hidden />
      </button>
      <div className={styles.dockBody}>{children}</div>
    </div>
  );
}

/** The style sheet says which side it is for. */
function toStyle(size: number): CSSProperties & Readonly<Record<'--size', string>> {
  return { '--size': `${size}px` };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
