import { formText as text } from '../strings.ts';
import type { FieldMode } from '../values/field-mode.ts';
import classes from './form.module.css';

/** Shows whether a field holds a value as it is or an expression, and switches between them. */
export function ModeToggle(props: {
  readonly label: string;
  readonly mode: FieldMode;
  readonly readOnly: boolean;
  readonly onSwitch: (mode: FieldMode) => void;
}) {
  const { label, mode, readOnly, onSwitch } = props;
  const button = (one: FieldMode, name: string, sign: string) => (
    <button
      type="button"
      data-mode={one}
      aria-pressed={mode === one}
      aria-label={name}
      title={name}
      disabled={readOnly}
      onClick={() => mode !== one && onSwitch(one)}
    >
      {sign}
    </button>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a legend that is drawn
    <span role="group" aria-label={text.mode(label)} className={classes.mode}>
      {button('fixed', text.fixed, 'Aa')}
      {button('expression', text.expression, '{{ }}')}
    </span>
  );
}
