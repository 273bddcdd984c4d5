import { Checkbox, Select, TextInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '#web/ui/icon-button.tsx';
import type { ControlProps } from '../form/control-props.ts';
import classes from '../form/form.module.css';
import { formText as text } from '../strings.ts';
import { parseJsonText } from '../values/json-value.ts';
import {
  PROPERTY_TYPES,
  type PropertyType,
  readProperties,
  type SchemaProperty,
  writeProperties,
} from '../values/schema-properties.ts';
import { JsonText } from './json-text.tsx';
import { useItemKeys } from './use-item-keys.ts';
import { type RowView, ViewSwitch } from './view-switch.tsx';

const isType = (type: string | null): type is PropertyType => PROPERTY_TYPES.some((known) => known === type);

/** A name no property has yet. */
function toFreeName(properties: readonly SchemaProperty[]): string {
  const taken = new Set(properties.map(({ name }) => name));
  for (let number = 1; ; number += 1) if (!taken.has(`field_${number}`)) return `field_${number}`;
}

/** A JSON Schema: a row for each property while rows can say it all, else JSON. */
export function SchemaControl({ value, onChange, label, readOnly }: ControlProps) {
  const [chosen, setChosen] = useState<RowView>('rows');
  const schema = value === undefined ? undefined : parseJsonText(value);
  const properties = readProperties(schema);
  const keys = useItemKeys(properties?.length ?? 0);
  const isJson = chosen === 'json' || properties === undefined;
  const set = (next: readonly SchemaProperty[]) => onChange(writeProperties(schema, next));
  return (
    <div className={classes.rows}>
      {isJson ? (
        <JsonText value={schema} onChange={onChange} label={label} readOnly={readOnly} minHeight={140} />
      ) : (
        properties.map((property, index) => (
          <PropertyRow
            key={keys.at(index)}
            index={index}
            property={property}
            readOnly={readOnly}
            isTaken={(name) => properties.some((other, at) => at !== index && other.name === name)}
            onChange={(next) => set(properties.with(index, next))}
            onRemove={() => {
              keys.remove(index);
              set(properties.toSpliced(index, 1));
            }}
          />
        ))
      )}
      {properties === undefined ? <div className={classes.hint}>{text.schemaComplex}</div> : null}
      <div className={classes.between}>
        {isJson || readOnly ? (
          <span />
        ) : (
          <button
            type="button"
            className={classes.tool}
            onClick={() =>
              set([
                ...properties,
                {
                  name: toFreeName(properties),
                  type: 'string',
                  required: false,
                  description: '',
                  choices: [],
                  rest: {},
                },
              ])
            }
          >
            <Plus size={13} aria-hidden /> {text.addProperty}
          </button>
        )}
        <ViewSwitch
          label={label}
          view={isJson ? 'json' : 'rows'}
          canShowRows={properties !== undefined}
          onSwitch={setChosen}
        />
      </div>
    </div>
  );
}

function PropertyRow(props: {
  readonly index: number;
  readonly property: SchemaProperty;
  readonly readOnly: boolean;
  readonly isTaken: (name: string) => boolean;
  readonly onChange: (property: SchemaProperty) => void;
  readonly onRemove: () => void;
}) {
  const { index, property, readOnly, isTaken, onChange, onRemove } = props;
  const [name, setName] = useState(property.name);
  const [choices, setChoices] = useState(property.choices.join(', '));
  const rename = (typed: string) => {
    setName(typed);
    if (typed !== '' && !isTaken(typed)) onChange({ ...property, name: typed });
  };
  const fault = name === '' ? text.emptyKey : isTaken(name) ? text.duplicateKey : undefined;
  return (
    <div className={classes.card}>
      <div className={classes.row}>
        <TextInput
          size="xs"
          aria-label={text.propertyName(index)}
          value={name}
          readOnly={readOnly}
          spellCheck={false}
          error={fault}
          onChange={({ currentTarget }) => rename(currentTarget.value)}
        />
        <Select
          size="xs"
          aria-label={text.propertyType(property.name)}
          data={[...PROPERTY_TYPES]}
          value={property.type}
          readOnly={readOnly}
          allowDeselect={false}
          onChange={(type) => isType(type) && onChange({ ...property, type, choices: [] })}
        />
        <IconButton
          size="sm"
          label={text.remove(property.name)}
          icon={<X size={14} />}
          disabled={readOnly}
          onClick={onRemove}
        />
      </div>
      <TextInput
        size="xs"
        aria-label={text.propertyDescription(property.name)}
        placeholder={text.describeHint}
        value={property.description}
        readOnly={readOnly}
        onChange={({ currentTarget }) => onChange({ ...property, description: currentTarget.value })}
      />
      {property.type === 'string' ? (
        <TextInput
          size="xs"
          aria-label={text.propertyChoices(property.name)}
          placeholder={text.choicesHint}
          value={choices}
          readOnly={readOnly}
          onChange={({ currentTarget }) => {
            setChoices(currentTarget.value);
            onChange({ ...property, choices: toChoices(currentTarget.value) });
          }}
        />
      ) : null}
      <Checkbox
        size="xs"
        label={text.required}
        aria-label={text.propertyRequired(property.name)}
        checked={property.required}
        disabled={readOnly}
        onChange={({ currentTarget }) => onChange({ ...property, required: currentTarget.checked })}
      />
    </div>
  );
}

function toChoices(typed: string): readonly string[] {
  return [
    ...new Set(
      typed
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    ),
  ];
}
