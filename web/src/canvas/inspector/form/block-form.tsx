import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { BlockInput } from '#contract/block.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { formText as text } from '../strings.ts';
import { checkField } from '../values/check-field.ts';
import { toPlainField } from '../values/schema-field.ts';
import { arrangeFields } from '../values/show-if.ts';
import { Field } from './field.tsx';
import classes from './form.module.css';
import type { PlacedProblem } from './placed-problem.ts';
import { SiblingsContext } from './siblings.ts';

const NONE: readonly PlacedProblem[] = [];

/** Problems of one field of a form. */
export type FieldProblems = (id: string) => readonly PlacedProblem[];

/** The form of a block's inputs. */
export function BlockForm(props: {
  readonly fields: readonly BlockInput[];
  readonly values: JsonObject;
  readonly problemsOf: FieldProblems;
  readonly onCommit: (id: string, value: JsonValue | undefined) => void;
}) {
  const { fields, values, problemsOf, onCommit } = props;
  const { main, advanced, strange } = arrangeFields(fields, values);
  const needsLook = advanced.some(
    (field) => problemsOf(field.id).length > 0 || checkField(field, values[field.id]) !== undefined,
  );
  const [isOpened, setOpened] = useState(false);
  const isOpen = isOpened || needsLook;
  const draw = (field: BlockInput) => (
    <Field
      key={field.id}
      field={field}
      value={Object.hasOwn(values, field.id) ? values[field.id] : undefined}
      onCommit={onCommit}
      problems={problemsOf(field.id)}
    />
  );
  return (
    <SiblingsContext value={values}>
      <div className={classes.form}>
        {main.length + advanced.length + strange.length === 0 ? <p className={classes.hint}>{text.noFields}</p> : null}
        {main.map(draw)}
        {strange.map((id) => (
          <div key={id} className={classes.card}>
            <Field
              field={toPlainField(id, 'json', { label: id })}
              value={values[id]}
              onCommit={onCommit}
              problems={NONE}
            />
            <div className={classes.error}>{text.strange}</div>
          </div>
        ))}
        {advanced.length === 0 ? null : (
          <>
            <div>
              <button type="button" className={classes.tool} aria-expanded={isOpen} onClick={() => setOpened(!isOpen)}>
                <ChevronRight size={13} aria-hidden style={isOpen ? { transform: 'rotate(90deg)' } : undefined} />
                {text.advanced(advanced.length)}
              </button>
            </div>
            {isOpen ? advanced.map(draw) : null}
          </>
        )}
      </div>
    </SiblingsContext>
  );
}
