import { GripVertical, X } from 'lucide-react';
import { useState } from 'react';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { IconButton } from '#web/ui/icon-button.tsx';
import classes from '../form/form.module.css';
import { useNestedField } from '../form/nested-field.ts';
import { formText as text } from '../strings.ts';
import { isObject } from '../values/json-value.ts';
import { findVariant, toEmptyItem, toPropertyFields, toSchemaField } from '../values/schema-field.ts';
import { PropertyFields } from './property-fields.tsx';

const DRAG_TYPE = 'application/x-flowright-item';

/** One item of a list, with a grip to move it and a button to take it away. */
export function ArrayItem(props: {
  /** Names the list, so that nothing is dropped into another one. */
  readonly owner: string;
  readonly index: number;
  readonly value: JsonValue;
  /** Forms the item may have, by its schema. */
  readonly variants: readonly JsonObject[];
  readonly label: string;
  readonly readOnly: boolean;
  readonly onChange: (value: JsonValue) => void;
  readonly onMove: (from: number, to: number) => void;
  readonly onRemove: () => void;
}) {
  const { owner, index, value, variants, label, readOnly, onChange, onMove, onRemove } = props;
  const NestedField = useNestedField();
  const [isOver, setOver] = useState(false);
  const name = text.item(index);
  const variant = findVariant(variants, value);
  const properties = isObject(value) ? toPropertyFields(variant) : undefined;
  const takes = (event: React.DragEvent) => event.dataTransfer.types.includes(DRAG_TYPE);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the grip does the same with the keyboard
    <div
      className={classes.item}
      data-over={isOver}
      onDragOver={(event) => {
        if (!takes(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!takes(event)) return;
        event.preventDefault();
        event.stopPropagation();
        const [from, place] = event.dataTransfer.getData(DRAG_TYPE).split(' ');
        if (from === owner) onMove(Number(place), index);
      }}
    >
      <button
        type="button"
        className={`${classes.tool} ${classes.grip}`}
        aria-label={text.move(name)}
        disabled={readOnly}
        draggable={!readOnly}
        onDragStart={(event) => {
          event.dataTransfer.setData(DRAG_TYPE, `${owner} ${index}`);
          event.dataTransfer.effectAllowed = 'move';
        }}
        onKeyDown={(event) => {
          const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
          if (by === 0) return;
          event.preventDefault();
          onMove(index, index + by);
        }}
      >
        <GripVertical size={13} aria-hidden />
      </button>
      {properties !== undefined && isObject(value) ? (
        <PropertyFields
          fields={properties}
          value={value}
          onChange={onChange}
          label={`${label}: ${name}`}
          place={`/${index}`}
        />
      ) : (
        <NestedField
          bare
          place={`/${index}`}
          field={toSchemaField(String(index), variant ?? true)}
          value={value}
          label={`${label}: ${name}`}
          onChange={(next) => onChange(next ?? toEmptyItem(variant))}
        />
      )}
      <IconButton size="sm" label={text.remove(name)} icon={<X size={14} />} disabled={readOnly} onClick={onRemove} />
    </div>
  );
}
