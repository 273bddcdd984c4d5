import { Keys } from '#web/ui/keys.tsx';
import type { Entry } from './entry.ts';
import classes from './palette.module.css';

/** A line of the palette. */
export function PaletteRow(props: {
  readonly id: string;
  readonly entry: Entry;
  readonly isActive: boolean;
  readonly showKind: boolean;
  readonly onPoint: () => void;
  readonly onPick: () => void;
}) {
  const { id, entry, isActive, showKind, onPoint, onPick } = props;
  const { label, icon, detail, keys, kind } = entry;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys of its list
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      className={classes.row}
      data-active={isActive}
      onPointerMove={isActive ? undefined : onPoint}
      onClick={onPick}
    >
      <span className={classes.icon} aria-hidden="true">
        {icon}
      </span>
      <span className={classes.label}>{label}</span>
      {detail !== undefined && <span className={classes.detail}>{detail}</span>}
      {keys !== undefined && <Keys combo={keys} />}
      {showKind && <span className={classes.kind}>{kind}</span>}
    </div>
  );
}
