import { BooleanField } from './boolean-field.tsx';
import { ChoiceField } from './choice-field.tsx';
import { ChoicesField } from './choices-field.tsx';
import { type FieldProps, useForm } from './form-context.ts';
import { toFormField } from './form-field.ts';
import { JsonField } from './json-field.tsx';
import { ListField } from './list-field.tsx';
import { NumberField } from './number-field.tsx';
import { ObjectField } from './object-field.tsx';
import { TextField } from './text-field.tsx';

const MAX_DEPTH = 6;

/** The field a part of a schema asks for. */
export function FieldView(props: FieldProps) {
  const { root } = useForm();
  const field = toFormField(props.schema, root, props.name);
  if (props.depth > MAX_DEPTH) return <JsonField {...props} field={field} />;
  switch (field.kind) {
    case 'text':
      return <TextField {...props} field={field} />;
    case 'number':
      return <NumberField {...props} field={field} />;
    case 'boolean':
      return <BooleanField {...props} field={field} />;
    case 'choice':
      return <ChoiceField {...props} field={field} />;
    case 'choices':
      return <ChoicesField {...props} field={field} />;
    case 'list':
      return <ListField {...props} field={field} />;
    case 'object':
      return <ObjectField {...props} field={field} />;
    case 'json':
      return <JsonField {...props} field={field} />;
  }
}
