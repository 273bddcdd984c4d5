import type { JsonObject, JsonValue } from '#contract/json.ts';

import { type KindProps, useForm } from './form-context.ts';
import { type FormField, isJsonObject } from './form-field.ts';
import classes from './schema-form.module.css';
import { toPointer } from './validate-value.ts';

/** The fields of an object. The outermost one has no frame. */
export function ObjectField(props: KindProps<Extract<FormField, { kind: 'object' }>>) {
  const { field, value, pointer, label, depth, onChange } = props;
  const { errors, Field } = useForm();
  const given: JsonObject = isJsonObject(value) ? value : {};
  const error = errors[pointer];
  const fields = field.properties.map(({ name, schema, required }) => (
    <Field
      key={name}
      name={name}
      pointer={toPointer(pointer, name)}
      schema={schema}
      value={Object.hasOwn(given, name) ? given[name] : undefined}
      required={required}
      depth={depth + 1}
      onChange={(next) => onChange(withProperty(given, name, next, depth > 0 && !props.required))}
    />
  ));
  const fault = error === undefined ? null : <p className={classes.error}>{error}</p>;
  if (depth === 0) {
    return (
      <>
        {fields}
        {fault}
      </>
    );
  }
  return (
    <fieldset className={classes.fieldset}>
      <legend className={classes.legend}>{label ?? field.label}</legend>
      {field.description !== undefined && <p className={classes.none}>{field.description}</p>}
      {fields}
      {fault}
    </fieldset>
  );
}

function withProperty(object: JsonObject, name: string, value: JsonValue | undefined, dropEmpty: boolean) {
  const { [name]: _, ...others } = object;
  const next = value === undefined ? others : { ...object, [name]: value };
  return dropEmpty && Object.keys(next).length === 0 ? undefined : next;
}
