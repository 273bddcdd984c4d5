import type { BlockInput } from '#contract/block.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { toFieldLabel } from '../form/field-label.ts';
import classes from '../form/form.module.css';
import { useNestedField } from '../form/nested-field.ts';

/** An object's properties as fields, in the order of its schema; other entries stay as they are. */
export function PropertyFields(props: {
  readonly fields: readonly BlockInput[];
  readonly value: JsonObject;
  readonly onChange: (value: JsonValue) => void;
  readonly label: string;
}) {
  const { fields, value, onChange, label } = props;
  const NestedField = useNestedField();
  const set = (id: string, next: JsonValue | undefined) => {
    const { [id]: _before, ...others } = value;
    onChange(next === undefined ? others : id in value ? { ...value, [id]: next } : { ...others, [id]: next });
  };
  return (
    <div className={classes.card}>
      {fields.map((field) => (
        <NestedField
          key={field.id}
          isTight
          field={field}
          value={Object.hasOwn(value, field.id) ? value[field.id] : undefined}
          label={`${label}: ${toFieldLabel(field)}`}
          onChange={(next) => set(field.id, next)}
        />
      ))}
    </div>
  );
}
