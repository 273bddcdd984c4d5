import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useState } from 'react';
import type { JsonValue } from '#contract/json.ts';
import type { WorkflowInput } from '#contract/workflow.ts';
import { IconButton } from '#web/ui/icon-button.tsx';
import { isStepId } from '../../model/unique-id.ts';
import { Field } from '../form/field.tsx';
import formClasses from '../form/form.module.css';
import type { PlacedProblem } from '../form/placed-problem.ts';
import classes from '../inspector.module.css';
import { text } from '../strings.ts';
import { toPlainField } from '../values/schema-field.ts';

const TYPES = ['string', 'text', 'number', 'integer', 'boolean', 'json', 'object', 'array', 'file'];
const FIXED = { expressions: false } as const;
/** Types whose values a schema says more about. */
const SCHEMA_TYPES = new Set(['json', 'object', 'array']);
const NAME_PATTERN = '^[A-Za-z_][A-Za-z0-9_]*$';

/** One input of the workflow. */
export function InputCard(props: {
  readonly input: WorkflowInput;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly readOnly: boolean;
  readonly problemsOf: (field: string) => readonly PlacedProblem[];
  readonly isTaken: (id: string) => boolean;
  readonly onCommit: (field: string, value: JsonValue | undefined) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}) {
  const { input, isFirst, isLast, readOnly, problemsOf, isTaken, onCommit, onMove, onRemove } = props;
  const [isRefused, setRefused] = useState(false);
  const draw = (field: Parameters<typeof Field>[0]['field'], value: JsonValue | undefined, commit = onCommit) => (
    <Field field={field} value={value} onCommit={commit} problems={problemsOf(field.id)} />
  );
  return (
    <div className={formClasses.card}>
      <div className={classes.between}>
        <code>{input.id}</code>
        <span className={classes.headTools}>
          <IconButton
            size="sm"
            label={text.moveUp(input.id)}
            icon={<ArrowUp size={13} />}
            disabled={readOnly || isFirst}
            onClick={() => onMove(-1)}
          />
          <IconButton
            size="sm"
            label={text.moveDown(input.id)}
            icon={<ArrowDown size={13} />}
            disabled={readOnly || isLast}
            onClick={() => onMove(1)}
          />
          <IconButton
            size="sm"
            label={`${text.remove} ${input.id}`}
            icon={<X size={14} />}
            disabled={readOnly}
            onClick={onRemove}
          />
        </span>
      </div>
      {draw(
        toPlainField('id', 'string', {
          ...FIXED,
          label: text.inputName,
          required: true,
          max: 100,
          pattern: NAME_PATTERN,
        }),
        input.id,
        (field, value) => {
          const isFree = typeof value === 'string' && isStepId(value) && !isTaken(value);
          setRefused(typeof value === 'string' && isTaken(value));
          if (isFree) onCommit(field, value);
        },
      )}
      {isRefused ? <div className={formClasses.error}>{text.inputTaken}</div> : null}
      {draw(toPlainField('label', 'string', { ...FIXED, label: text.inputLabel }), input.label)}
      {draw(toPlainField('description', 'string', { ...FIXED, label: text.description }), input.description)}
      {draw(
        toPlainField('type', 'select', { ...FIXED, label: text.inputType, options: TYPES, required: true }),
        input.type,
      )}
      {draw(
        toPlainField('required', 'boolean', { ...FIXED, label: text.inputRequired, default: false }),
        input.required,
        (field, value) => onCommit(field, value === true),
      )}
      {draw(toPlainField('default', input.type, { ...FIXED, label: text.inputDefault }), input.default)}
      {SCHEMA_TYPES.has(input.type)
        ? draw(toPlainField('schema', 'schema', { ...FIXED, label: text.inputSchema }), input.schema)
        : null}
    </div>
  );
}
