import { type Status, toStatusColour, toStatusLook } from './status.ts';
import classes from './status-badge.module.css';
import { text } from './strings.ts';

/** How a run or step is: shape, colour and word. Without the word, its name is still read out. */
export function StatusBadge(props: {
  readonly status: Status;
  readonly size?: 'sm' | 'md';
  /** Whether the word is shown; yes by default. */
  readonly label?: boolean;
}) {
  const { status, size = 'md', label = true } = props;
  const { icon: Icon, spins } = toStatusLook(status);
  const name = text.status[status];
  return (
    <span
      className={classes.badge}
      data-size={size}
      data-status={status}
      style={{ color: toStatusColour(status) }}
      {...(label ? {} : { role: 'img', 'aria-label': name, title: name })}
    >
      <Icon size={size === 'sm' ? 13 : 15} aria-hidden="true" className={spins === true ? classes.spins : undefined} />
      {label && <span>{name}</span>}
    </span>
  );
}
