import { useMemo, useState } from 'react';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { FieldView } from './field-view.tsx';
import { FormContext } from './form-context.ts';
import classes from './schema-form.module.css';
import { type FormErrors, validateValue } from './validate-value.ts';

/** Props of {@link SchemaForm}. */
export interface SchemaFormProps {
  /** JSON Schema (draft 2020-12) of the value; what it does not know how to ask for is asked as JSON. */
  readonly schema: JsonObject;
  readonly value: JsonValue | undefined;
  readonly onChange: (value: JsonValue | undefined) => void;
  /** Faults by JSON pointer, e.g. what the server said; shown besides those of fields a person has left. */
  readonly errors?: FormErrors;
  /** Name of the value itself, for a schema that is no object and has no title. */
  readonly labelPrefix?: string;
  readonly readOnly?: boolean;
}

/**
 * Asks for a value by its JSON Schema. Faults are said once a field was left; before sending, call `validateValue` and pass what it
 * finds as `errors`. Fields left empty are taken out of the value.
 */
export function SchemaForm({ schema, value, onChange, errors, labelPrefix = '', readOnly = false }: SchemaFormProps) {
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const form = useMemo(() => {
    const own = Object.entries(validateValue(schema, value)).filter(([pointer]) => touched.has(pointer));
    return {
      root: schema,
      Field: FieldView,
      errors: { ...Object.fromEntries(own), ...errors },
      readOnly,
      touch: (pointer: string) => setTouched((before) => (before.has(pointer) ? before : new Set(before).add(pointer))),
    };
  }, [schema, value, touched, errors, readOnly]);
  return (
    <FormContext.Provider value={form}>
      <div className={classes.form}>
        <FieldView
          name={labelPrefix}
          pointer=""
          schema={schema}
          value={value}
          required={false}
          depth={0}
          onChange={onChange}
        />
      </div>
    </FormContext.Provider>
  );
}
