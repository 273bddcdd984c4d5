import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import classes from './crumbs.module.css';
import { text } from './strings.ts';

/** A page above the present one. */
export interface Crumb {
  readonly label: string;
  /** Its address, e.g. `/workflows`. */
  readonly to: string;
}

/** The way from the top to this page; the page itself is the heading below. */
export function Crumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label={text.breadcrumbs}>
      <ol className={classes.list}>
        {crumbs.map(({ label, to }) => (
          <li key={to} className={classes.item}>
            <Link to={to} className={classes.link}>
              {label}
            </Link>
            <ChevronRight size={14} aria-hidden="true" className={classes.mark} />
          </li>
        ))}
      </ol>
    </nav>
  );
}
