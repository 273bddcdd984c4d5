import { type ComponentType, createContext, useContext } from 'react';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { FormErrors } from './validate-value.ts';

/** What all fields of one form share. */
export interface FormContextValue {
  readonly root: JsonObject;
  /** What is wrong and may be said already. */
  readonly errors: FormErrors;
  readonly readOnly: boolean;
  /** Draws the field a part of the schema asks for: lists and objects draw theirs with it. */
  readonly Field: ComponentType<FieldProps>;
  /** A person left the field: from now on its faults are said. */
  touch(pointer: string): void;
}

/** Gives what a form's fields share. */
export const FormContext = createContext<FormContextValue | undefined>(undefined);

/** What the fields of the form around share. @throws Error outside of one */
export function useForm(): FormContextValue {
  const form = useContext(FormContext);
  if (form === undefined) throw new Error('There is no form around this field.');
  return form;
}

/** What every field gets. `onChange(undefined)` takes the value out. */
export interface FieldProps {
  readonly name: string;
  readonly pointer: string;
  readonly schema: JsonObject;
  readonly value: JsonValue | undefined;
  readonly required: boolean;
  /** Instead of the label the schema gives. */
  readonly label?: string;
  /** Objects in objects in objects end as JSON. */
  readonly depth: number;
  readonly onChange: (value: JsonValue | undefined) => void;
}

/** What a field of one kind gets. */
export interface KindProps<Field> extends FieldProps {
  readonly field: Field;
}

/** Props that connect a control to its words and its error. */
export function useControl({
  pointer,
  required,
  label,
  field,
}: KindProps<{ label: string; description: string | undefined }>) {
  const form = useForm();
  const error = form.errors[pointer];
  return {
    label: label ?? field.label,
    ...(field.description === undefined ? {} : { description: field.description }),
    ...(error === undefined ? {} : { error }),
    required,
    readOnly: form.readOnly,
    onBlur: () => form.touch(pointer),
  };
}
