import { Checkbox, Input, SegmentedControl } from '@mantine/core';
import { type KindProps, useControl } from './form-context.ts';
import type { FormField } from './form-field.ts';
import { text } from './strings.ts';

/** Yes or no. One that must be answered asks for a choice, so that "no" is never taken for granted. */
export function BooleanField(props: KindProps<Extract<FormField, { kind: 'boolean' }>>) {
  const { value, required, onChange } = props;
  const { label, description, error, readOnly, onBlur } = useControl(props);
  const words = {
    ...(description === undefined ? {} : { description }),
    ...(error === undefined ? {} : { error }),
  };
  if (!required) {
    return (
      <Checkbox
        {...words}
        label={label}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
        onBlur={onBlur}
        disabled={readOnly}
      />
    );
  }
  return (
    <Input.Wrapper {...words} label={label} labelElement="div" required onBlur={onBlur}>
      <div>
        <SegmentedControl
          aria-label={label}
          data={[
            { value: 'true', label: text.yes },
            { value: 'false', label: text.no },
          ]}
          value={typeof value === 'boolean' ? String(value) : ''}
          onChange={(chosen) => onChange(chosen === 'true')}
          readOnly={readOnly}
        />
      </div>
    </Input.Wrapper>
  );
}
