import type { ReactNode } from 'react';
import classes from './inspector.module.css';

/** A part of the inspector under a heading. */
export function Section(props: {
  readonly title: string;
  readonly hint?: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  const { title, hint, action, children } = props;
  return (
    <section className={classes.section} aria-label={title}>
      <header className={classes.sectionHead}>
        <h3 className={classes.sectionTitle}>{title}</h3>
        {action}
      </header>
      {hint === undefined ? null : <p className={classes.hint}>{hint}</p>}
      {children}
    </section>
  );
}
