import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import classes from './home.module.css';
import { text } from './strings.ts';

/** Props of {@link Panel}. */
export interface PanelProps {
  readonly title: string;
  /** Where all of it is. */
  readonly to?: '/runs' | '/workflows' | '/schedules' | '/approvals';
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A part of the page. */
export function Panel({ title, to, actions, wide = false, children }: PanelProps) {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={id} data-wide={wide || undefined}>
      <div className={classes.panelHead}>
        <h2 id={id} className={classes.panelTitle}>
          {title}
        </h2>
        {actions}
        {to !== undefined && (
          <Link to={to} className={classes.more} aria-label={`${text.all}: ${title}`}>
            {text.all}
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}
