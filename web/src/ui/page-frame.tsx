import type { ReactNode } from 'react';
import classes from './page-frame.module.css';

/** Body of a page. With `fill` it is as high as the window and its last part scrolls (tables); otherwise it scrolls as a whole. */
export function PageFrame({ fill = false, children }: { readonly fill?: boolean; readonly children: ReactNode }) {
  return (
    <main className={classes.page} data-fill={fill || undefined}>
      {children}
    </main>
  );
}
