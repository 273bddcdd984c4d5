import { Menu } from '@mantine/core';
import { Braces, CaseSensitive, Hash, ToggleLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FieldType } from '#contract/block.ts';
import type { JsonValue } from '#contract/json.ts';
import type { ControlProps } from '../form/control-props.ts';
import classes from '../form/form.module.css';
import { formText as text } from '../strings.ts';
import { toFieldType, toPlainField } from '../values/schema-field.ts';
import { BooleanControl } from './boolean-control.tsx';
import { JsonText } from './json-text.tsx';
import { NumberControl } from './number-control.tsx';
import { LongTextControl, TextControl, toFieldText } from './text-control.tsx';

type Kind = 'string' | 'number' | 'boolean' | 'json';

const KINDS: readonly { readonly kind: Kind; readonly icon: ReactNode; readonly name: () => string }[] = [
  { kind: 'string', icon: <CaseSensitive size={14} />, name: () => text.kindText },
  { kind: 'number', icon: <Hash size={14} />, name: () => text.kindNumber },
  { kind: 'boolean', icon: <ToggleLeft size={14} />, name: () => text.kindBoolean },
  { kind: 'json', icon: <Braces size={14} />, name: () => text.kindJson },
];

/** A value as another type, as near to it as can be. */
function convert(value: JsonValue | undefined, kind: Kind): JsonValue {
  const plain = typeof value === 'object' && value !== null ? '' : toFieldText(value);
  switch (kind) {
    case 'string':
      return toFieldText(value);
    case 'number':
      return plain.trim() !== '' && Number.isFinite(Number(plain)) ? Number(plain) : 0;
    case 'boolean':
      return plain === 'true' || plain === '1';
    case 'json':
      return typeof value === 'object' ? value : value === undefined || value === '' ? {} : [value];
  }
}

function toKind(type: FieldType): Kind {
  if (type === 'number' || type === 'boolean' || type === 'json') return type;
  return 'string';
}

/** Any value: a text, a number, yes or no, or JSON, with its type shown and changeable. */
export function JsonControl(props: ControlProps) {
  const { value, onChange, label, readOnly, field } = props;
  const type = value === undefined ? 'string' : toFieldType(value);
  const kind = toKind(type);
  const inner = {
    ...props,
    field: toPlainField(field.id, type, {
      ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
    }),
  };
  const current = KINDS.find((one) => one.kind === kind);
  return (
    <div className={classes.inline}>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <button
            type="button"
            className={classes.tool}
            aria-label={text.kind(label)}
            title={current?.name()}
            disabled={readOnly}
          >
            {current?.icon}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {KINDS.map((one) => (
            <Menu.Item
              key={one.kind}
              leftSection={one.icon}
              aria-current={one.kind === kind}
              onClick={() => one.kind !== kind && onChange(convert(value, one.kind))}
            >
              {one.name()}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <div className={classes.grow}>
        {kind === 'number' ? (
          <NumberControl {...inner} />
        ) : kind === 'boolean' ? (
          <BooleanControl {...inner} />
        ) : kind === 'json' ? (
          <JsonText value={value} onChange={onChange} label={label} readOnly={readOnly} />
        ) : type === 'text' ? (
          <LongTextControl {...inner} onChange={keepEmpty(onChange, value)} />
        ) : (
          <TextControl {...inner} onChange={keepEmpty(onChange, value)} />
        )}
      </div>
    </div>
  );
}

/** Inside of data an empty text is a value; only a field that was never filled stays without one. */
function keepEmpty(onChange: ControlProps['onChange'], value: JsonValue | undefined): ControlProps['onChange'] {
  return (next) => onChange(next === undefined && value !== undefined ? '' : next);
}
