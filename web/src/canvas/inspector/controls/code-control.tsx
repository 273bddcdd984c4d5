import { CodeEditor } from '#web/ui/code-editor.tsx';
import type { ControlProps } from '../form/control-props.ts';
import classes from '../form/form.module.css';
import { toFieldText } from './text-control.tsx';

/** Code in the language of the field. */
export function CodeControl({ field, value, onChange, label, isInvalid, readOnly }: ControlProps) {
  const shown = toFieldText(value ?? (typeof field.default === 'string' ? field.default : undefined));
  const language = field.language === 'javascript' || field.language === 'json' ? field.language : 'text';
  return (
    <div className={classes.rows}>
      <CodeEditor
        value={shown}
        onChange={(typed) => onChange(typed === '' ? undefined : typed)}
        language={language}
        label={label}
        readOnly={readOnly}
        invalid={isInvalid}
        minHeight={120}
        maxHeight={420}
      />
      {field.placeholder === undefined || shown !== '' ? null : (
        <code className={classes.hint}>{field.placeholder}</code>
      )}
    </div>
  );
}
