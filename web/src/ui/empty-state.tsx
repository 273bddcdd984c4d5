import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** What stands where there is nothing yet: it teaches, and offers one action. */
export function EmptyState(props: {
  /** An icon of 20 to 24 px. */
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: ReactNode;
  readonly action?: ReactNode;
}) {
  const { icon, title, text, action } = props;
  return (
    <section className={classes.state}>
      <div className={classes.icon} aria-hidden="true">
        {icon}
      </div>
      <p className={classes.title}>{title}</p>
      <div className={classes.text}>{text}</div>
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </section>
  );
}
