import { X } from 'lucide-react';
import { text } from './strings.ts';
import classes from './tag-chip.module.css';

/** A tag: plain, or a switch with `onClick`, or one that can be taken away with `onRemove`. */
export function TagChip(props: {
  readonly tag: string;
  readonly active?: boolean;
  readonly onClick?: () => void;
  readonly onRemove?: () => void;
}) {
  const { tag, active = false, onClick, onRemove } = props;
  return (
    <span className={classes.chip} data-active={active}>
      {onClick === undefined ? (
        <span className={classes.name}>{tag}</span>
      ) : (
        <button type="button" className={classes.name} aria-pressed={active} onClick={onClick}>
          {tag}
        </button>
      )}
      {onRemove !== undefined && (
        <button type="button" className={classes.remove} aria-label={text.removeTag(tag)} onClick={onRemove}>
          <X size={12} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
