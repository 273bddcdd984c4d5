import { Fragment } from 'react';
import { toAncestors } from '../model/path.ts';
import classes from './panel.module.css';
import { text } from './strings.ts';

/** Where an instance is: the loops and iterations around it, each a way back to it. */
export function PathCrumbs({ path, onSelect }: { readonly path: string; readonly onSelect: (path: string) => void }) {
  const around = toAncestors(path);
  const last = around.at(-1) ?? '';
  if (around.length === 0) return <code className={classes.path}>{path}</code>;
  return (
    <nav aria-label={text.place} className={classes.path}>
      {around.map((ancestor, at) => (
        <Fragment key={ancestor}>
          <button type="button" className={classes.crumb} onClick={() => onSelect(ancestor)}>
            <code>{ancestor.slice((around[at - 1] ?? '').length).replace(/^\./, '')}</code>
          </button>
          {ancestor.endsWith(']') ? '.' : ''}
        </Fragment>
      ))}
      <code aria-current="true">{path.slice(last.length + 1)}</code>
    </nav>
  );
}
