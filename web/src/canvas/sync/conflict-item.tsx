import { Button } from '@mantine/core';
import type { MergeConflict } from '../model/merge.ts';
import { text } from './strings.ts';
import classes from './sync.module.css';

/** One place two windows changed: both values, and the choice. */
export function ConflictItem(props: {
  readonly conflict: MergeConflict;
  readonly isTheirs: boolean;
  readonly onTake: () => void;
}) {
  const { conflict, isTheirs, onTake } = props;
  return (
    <section className={classes.conflict} aria-label={conflict.where}>
      <p className={classes.where}>{conflict.where}</p>
      <div className={classes.sides}>
        <div className={classes.side} data-chosen={!isTheirs}>
          <span className={classes.label}>{text.mine}</span>
          <pre className={classes.value}>{toText(conflict.mine)}</pre>
        </div>
        <div className={classes.side} data-chosen={isTheirs}>
          <span className={classes.label}>{text.theirs}</span>
          <pre className={classes.value}>{toText(conflict.theirs)}</pre>
          <Button size="xs" variant="default" disabled={isTheirs} onClick={onTake}>
            {text.takeTheirs}
          </Button>
        </div>
      </div>
    </section>
  );
}

function toText(value: unknown): string {
  if (value === undefined) return text.absent;
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
