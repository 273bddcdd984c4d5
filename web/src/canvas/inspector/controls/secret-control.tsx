import { Autocomplete } from '@mantine/core';
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { ControlProps } from '../form/control-props.ts';
import classes from '../form/form.module.css';
import { formText as text } from '../strings.ts';
import { toFieldText } from './text-control.tsx';
import { useSecrets } from './use-secrets.ts';

const SECRET_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The name of a secret, with its state. */
export function SecretControl(props: ControlProps) {
  const { value, onChange, label, id, describedBy, isInvalid, readOnly } = props;
  const secrets = useSecrets();
  const name = toFieldText(value);
  const items = secrets.data?.items ?? [];
  const chosen = items.find((item) => item.name === name);
  return (
    <div className={classes.rows}>
      <Autocomplete
        id={id}
        aria-label={label}
        aria-describedby={describedBy}
        error={isInvalid}
        readOnly={readOnly}
        size="xs"
        autoComplete="off"
        spellCheck={false}
        placeholder={text.secretPick}
        data={items.map((item) => item.name)}
        value={name}
        onChange={(typed) => onChange(typed === '' ? undefined : typed)}
        renderOption={({ option }) => {
          const isSet = items.find((item) => item.name === option.value)?.isSet === true;
          return (
            <span className={classes.between} style={{ width: '100%' }}>
              <code>{option.value}</code>
              <span className={isSet ? classes.ok : classes.missing}>
                {isSet ? text.secretSet : text.secretMissing}
              </span>
            </span>
          );
        }}
      />
      <div aria-live="polite">
        {name === '' || secrets.isPending || !SECRET_NAME.test(name) ? null : secrets.isError ? (
          <span className={classes.hint}>{text.secretsFailed}</span>
        ) : chosen?.isSet === true ? (
          <span className={classes.hint}>
            <CircleCheck size={12} aria-hidden className={classes.ok} /> {text.secretSet}
          </span>
        ) : (
          <span className={classes.warning}>
            <CircleAlert size={13} aria-hidden />
            <span>{chosen === undefined ? text.secretUnknown(name) : text.secretHelp(name, chosen.variable)}</span>
          </span>
        )}
      </div>
    </div>
  );
}
