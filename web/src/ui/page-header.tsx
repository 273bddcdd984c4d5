import type { ReactNode } from 'react';
import { type Crumb, Crumbs } from './crumbs.tsx';
import classes from './page-header.module.css';
import { usePageTitle } from './page-title.ts';

/** Head of a page: where it stands, its title as the one h1, and what can be done. Names the window, too. */
export function PageHeader(props: {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** Pages above this one, outermost first. */
  readonly crumbs?: readonly Crumb[];
  readonly actions?: ReactNode;
  /** Below the title: tabs, filters. */
  readonly children?: ReactNode;
}) {
  const { title, subtitle, crumbs, actions, children } = props;
  usePageTitle(title);
  return (
    <header className={classes.header}>
      {crumbs !== undefined && <Crumbs crumbs={crumbs} />}
      <div className={classes.line}>
        <div className={classes.words}>
          <h1 className={classes.title}>{title}</h1>
          {subtitle !== undefined && <div className={classes.subtitle}>{subtitle}</div>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </header>
  );
}
