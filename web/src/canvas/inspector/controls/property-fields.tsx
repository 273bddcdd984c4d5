import type { BlockInput } from '#contract/block.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { toFieldLabel } from '../form/field-label.ts';
import classes from '../form/form.module.css';
import { useNestedField } from '../form/nested-field.ts';
import { RestMessages } from '../form/rest-messages.tsx';
import { toPointerKey } from '../step-problems.ts';

/** An object's properties as fields, in the order of its schema; other entries stay as they are. */
export function PropertyFields(props: {
  readonly fields: readonly BlockInput[];
  readonly value: JsonObject;
  readonly onChange: (value: JsonValue) => void;
  readonly label: string;
  /** Where the object is in the value of the field around; the whole of it by default. */
  readonly place?: string;
}) {
  const { fields, value, onChange, label, place = '' } = props;
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
          place={`${place}/${toPointerKey(field.id)}`}
          field={field}
          value={Object.hasOwn(value, field.id) ? value[field.id] : undefined}
          label={`${label}: ${toFieldLabel(field)}`}
          onChange={(next) => set(field.id, next)}
        />
      ))}
      <RestMessages under={place} isDrawn={(key) => fields.some(({ id }) => toPointerKey(id) === key)} />
    </div>
  );
}
