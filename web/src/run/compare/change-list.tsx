import type { JsonChange } from '../model/json-diff.ts';
import { MAX_CHANGES } from '../model/json-diff.ts';
import classes from './compare.module.css';
import { text } from './strings.ts';

/** Characters of a value in the list; the whole of it is in the run. */
const MAX_CHARS = 400;

/** What differs between two values, field by field. */
export function ChangeList({ title, changes }: { readonly title: string; readonly changes: readonly JsonChange[] }) {
  return (
    <section className={classes.changes} aria-label={title}>
      <h2>{title}</h2>
      {changes.length === 0 ? (
        <p className={classes.muted}>{text.noChanges}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.changeTable}>
            <thead>
              <tr>
                <th scope="col">{text.path}</th>
                <th scope="col">{text.before}</th>
                <th scope="col">{text.after}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ path, kind, before, after }) => (
                <tr key={`${kind} ${path}`} data-kind={kind}>
                  <th scope="row">
                    <code>{path === '' ? '·' : path}</code>
                  </th>
                  <td data-side="before">{kind === 'added' ? '' : <code>{toValue(before)}</code>}</td>
                  <td data-side="after">{kind === 'removed' ? '' : <code>{toValue(after)}</code>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {changes.length >= MAX_CHANGES && <p className={classes.muted}>{text.manyChanges(MAX_CHANGES)}</p>}
    </section>
  );
}

function toValue(value: unknown): string {
  const json = JSON.stringify(value) ?? '';
  return json.length <= MAX_CHARS ? json : `${json.slice(0, MAX_CHARS)}…`;
}
