import { Braces, Rows3 } from 'lucide-react';
import classes from '../form/form.module.css';
import { formText as text } from '../strings.ts';

/** How a list or an object is edited. */
export type RowView = 'rows' | 'json';

/** Switches between rows and JSON. */
export function ViewSwitch(props: {
  readonly label: string;
  readonly view: RowView;
  readonly canShowRows?: boolean;
  readonly onSwitch: (view: RowView) => void;
}) {
  const { label, view, canShowRows = true, onSwitch } = props;
  const next = view === 'rows' ? 'json' : 'rows';
  return (
    <button
      type="button"
      className={classes.tool}
      aria-label={text.view(label, next === 'json' ? text.asJson : text.asRows)}
      disabled={next === 'rows' && !canShowRows}
      onClick={() => onSwitch(next)}
    >
      {next === 'json' ? <Braces size={13} aria-hidden /> : <Rows3 size={13} aria-hidden />}
      {next === 'json' ? text.asJson : text.asRows}
    </button>
  );
}
