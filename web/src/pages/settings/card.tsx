import { type ReactNode, useId } from 'react';
import classes from './settings.module.css';

/** A part of a section, with its heading. */
export function Card(props: {
  readonly title: string;
  readonly hint?: ReactNode;
  /** A word beside the heading. */
  readonly mark?: string | undefined;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <div className={classes.cardHead}>
        <h3 id={id} className={classes.cardTitle}>
          {props.title}
        </h3>
        {props.mark !== undefined && <span className={classes.mark}>{props.mark}</span>}
      </div>
      {props.hint !== undefined && <p className={classes.hint}>{props.hint}</p>}
      {props.children}
    </section>
  );
}
