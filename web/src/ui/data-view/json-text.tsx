import { useMemo } from 'react';
import classes from '../data-view.module.css';
import { text } from '../strings.ts';
import { toJson } from './to-json.ts';

/** A browser lays out no more than this in a moment; copying still gives all of it. */
const MAX_SHOWN = 200_000;

/** A value as JSON to read and select. */
export function JsonText(props: { readonly value: unknown; readonly label: string; readonly maxHeight: number }) {
  const { value, label, maxHeight } = props;
  const json = useMemo(() => toJson(value), [value]);
  return (
    <section aria-label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre className={classes.text} style={{ maxHeight }} tabIndex={0}>
        {json.slice(0, MAX_SHOWN)}
      </pre>
      {json.length > MAX_SHOWN && <p className={classes.cut}>{text.cutText(json.length - MAX_SHOWN)}</p>}
    </section>
  );
}
