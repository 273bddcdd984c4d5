import type { ComponentType } from 'react';
import type { FieldType } from '#contract/block.ts';
import { ArrayControl } from '../controls/array-control.tsx';
import { BooleanControl } from '../controls/boolean-control.tsx';
import { CodeControl } from '../controls/code-control.tsx';
import { CronControl } from '../controls/cron-control.tsx';
import { DurationControl } from '../controls/duration-control.tsx';
import { JsonControl } from '../controls/json-control.tsx';
import { NumberControl } from '../controls/number-control.tsx';
import { ObjectControl } from '../controls/object-control.tsx';
import { FileControl, ModelControl } from '../controls/path-control.tsx';
import { SchemaControl } from '../controls/schema-control.tsx';
import { SecretControl } from '../controls/secret-control.tsx';
import { MultiselectControl, SelectControl } from '../controls/select-control.tsx';
import { LongTextControl, TextControl } from '../controls/text-control.tsx';
import { WorkflowControl } from '../controls/workflow-control.tsx';
import type { ControlProps } from './control-props.ts';

/** The control of every type of field, for a value as it is. */
const CONTROLS: Readonly<Record<FieldType, ComponentType<ControlProps>>> = {
  string: TextControl,
  template: TextControl,
  text: LongTextControl,
  number: NumberControl,
  integer: NumberControl,
  boolean: BooleanControl,
  select: SelectControl,
  multiselect: MultiselectControl,
  json: JsonControl,
  object: ObjectControl,
  array: ArrayControl,
  secret: SecretControl,
  code: CodeControl,
  file: FileControl,
  duration: DurationControl,
  cron: CronControl,
  model: ModelControl,
  workflow: WorkflowControl,
  schema: SchemaControl,
};

/** The control of a field. */
export function FieldControl(props: ControlProps) {
  const Control = CONTROLS[props.field.type];
  return <Control {...props} />;
}
