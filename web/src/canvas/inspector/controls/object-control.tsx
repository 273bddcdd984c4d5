import { TextInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { JsonObject } from '#contract/json.ts';
import { IconButton } from '#web/ui/icon-button.tsx';
import { isSameJson } from '../../model/same-json.ts';
import type { ControlProps } from '../form/control-props.ts';
import classes from '../form/form.module.css';
import { useNestedField } from '../form/nested-field.ts';
import { RestMessages } from '../form/rest-messages.tsx';
import { toPointerKey } from '../step-problems.ts';
import { formText as text } from '../strings.ts';
import { isObject, parseJsonText } from '../values/json-value.ts';
import { toPlainField, toPropertyFields } from '../values/schema-field.ts';
import { JsonText } from './json-text.tsx';
import { createRow, findDoubles, fromRows, type ObjectRow, toRows } from './object-rows.ts';
import { PropertyFields } from './property-fields.tsx';
import { type RowView, ViewSwitch } from './view-switch.tsx';

/** More rows than this are slow to draw and to read. */
const MAX_ROWS = 100;

/** An object: a row for each entry, or its properties as fields where a schema names them, or JSON. */
export function ObjectControl(props: ControlProps) {
  const { field, value, onChange, label, readOnly } = props;
  const parsed = value === undefined || value === null ? {} : parseJsonText(value);
  const object = isObject(parsed) ? parsed : undefined;
  const [chosen, setChosen] = useState<RowView>('rows');
  const view = object === undefined ? 'json' : chosen;
  const properties = toPropertyFields(field.schema);
  const hasRows = view === 'rows' && properties === undefined;
  const viewSwitch = <ViewSwitch label={label} view={view} canShowRows={object !== undefined} onSwitch={setChosen} />;
  return (
    <div className={classes.rows}>
      {view === 'json' || object === undefined ? (
        <>
          <JsonText value={parsed} onChange={onChange} label={label} readOnly={readOnly} />
          <RestMessages isDrawn={() => false} />
        </>
      ) : properties === undefined ? (
        <Rows {...props} object={object} aside={viewSwitch} />
      ) : (
        <PropertyFields fields={properties} value={object} onChange={onChange} label={label} />
      )}
      {hasRows ? null : <div>{viewSwitch}</div>}
    </div>
  );
}

function Rows({
  object,
  onChange,
  label,
  readOnly,
  aside,
}: ControlProps & { readonly object: JsonObject; readonly aside: ReactNode }) {
  const NestedField = useNestedField();
  const [rows, setRows] = useState<readonly ObjectRow[]>(() => toRows(object));
  const list = useRef<HTMLDivElement>(null);
  // A change from outside; what rows hold beyond the object (an empty name) stays while it says the same.
  if (!isSameJson(fromRows(rows), object)) setRows(toRows(object));
  const change = (next: readonly ObjectRow[]) => {
    setRows(next);
    const made = fromRows(next);
    if (!isSameJson(made, object)) onChange(Object.keys(made).length === 0 ? undefined : made);
  };
  const set = (id: number, part: Partial<ObjectRow>) =>
    change(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const add = () => {
    change([...rows, createRow('', '')]);
    requestAnimationFrame(() => {
      const names = list.current?.querySelectorAll<HTMLInputElement>('[data-row] > :first-child input');
      names?.item(names.length - 1).focus();
    });
  };
  const doubles = findDoubles(rows);
  const drawn = new Set(rows.slice(0, MAX_ROWS).map(({ key }) => toPointerKey(key)));
  return (
    <div className={classes.rows} ref={list}>
      {rows.slice(0, MAX_ROWS).map(({ id, key, value }, index) => (
        <div key={id} className={classes.entry} data-row>
          <TextInput
            size="xs"
            aria-label={`${label}: ${text.key(index)}`}
            placeholder={text.keyPlaceholder}
            value={key}
            readOnly={readOnly}
            spellCheck={false}
            error={doubles.has(key) ? text.duplicateKey : key === '' && value !== '' ? text.emptyKey : undefined}
            onChange={({ currentTarget }) => set(id, { key: currentTarget.value })}
          />
          <NestedField
            bare
            place={`/${toPointerKey(key)}`}
            field={toPlainField(key, 'json')}
            value={value}
            label={text.value(key === '' ? text.key(index) : key)}
            onChange={(next) => set(id, { value: next ?? '' })}
          />
          <IconButton
            size="sm"
            label={text.remove(key === '' ? text.key(index) : key)}
            icon={<X size={14} />}
            disabled={readOnly}
            onClick={() => change(rows.filter((row) => row.id !== id))}
          />
        </div>
      ))}
      {rows.length > MAX_ROWS ? <div className={classes.hint}>{text.onlyRows(MAX_ROWS, rows.length)}</div> : null}
      <RestMessages isDrawn={(key) => drawn.has(key)} />
      <div className={classes.between}>
        {readOnly ? (
          <span />
        ) : (
          <button type="button" className={classes.tool} onClick={add}>
            <Plus size={13} aria-hidden /> {text.addEntry}
          </button>
        )}
        {aside}
      </div>
    </div>
  );
}
