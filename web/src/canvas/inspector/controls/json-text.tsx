import { useState } from 'react';
import type { JsonValue } from '#contract/json.ts';
import { CodeEditor } from '#web/ui/code-editor.tsx';
import { isSameJson } from '../../model/same-json.ts';
import classes from '../form/form.module.css';
import { formText as text } from '../strings.ts';
import { parseJson } from '../values/json-value.ts';

const write = (value: JsonValue | undefined) => (value === undefined ? '' : JSON.stringify(value, null, 2));

/** A value as JSON text. The value changes when the text is JSON; until then it says why it is none. */
export function JsonText(props: {
  readonly value: JsonValue | undefined;
  readonly onChange: (value: JsonValue | undefined) => void;
  readonly label: string;
  readonly readOnly: boolean;
  readonly minHeight?: number;
  readonly maxHeight?: number;
}) {
  const { value, onChange, label, readOnly, minHeight = 96, maxHeight = 360 } = props;
  const [typed, setTyped] = useState(() => write(value));
  const parsed = typed.trim() === '' ? undefined : parseJson(typed);
  // What is typed stays as it is laid out while it says the same; a change from outside takes its place.
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    if (!isSameJson(parsed?.ok === true ? parsed.value : undefined, value)) setTyped(write(value));
  }
  const change = (next: string) => {
    setTyped(next);
    if (next.trim() === '') return onChange(undefined);
    const read = parseJson(next);
    if (read.ok) onChange(read.value);
  };
  return (
    <div className={classes.rows}>
      <CodeEditor
        value={typed}
        onChange={change}
        language="json"
        label={label}
        readOnly={readOnly}
        minHeight={minHeight}
        maxHeight={maxHeight}
        invalid={parsed?.ok === false}
      />
      {parsed?.ok === false ? (
        <div className={classes.error} aria-live="polite">
          {text.notJson(parsed.reason)}
        </div>
      ) : null}
    </div>
  );
}
