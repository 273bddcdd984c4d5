import { memo, useCallback } from 'react';
import type { BlockInput } from '#contract/block.ts';
import type { JsonValue } from '#contract/json.ts';
import { FieldBody } from './field-body.tsx';
import { toFieldLabel } from './field-label.ts';
import { NestedFieldContext } from './nested-field.ts';
import type { PlacedProblem } from './placed-problem.ts';
import { useDraft } from './use-draft.ts';

/** A field of a form. What is typed is shown at once and goes into the document a moment later. */
export const Field = memo(function Field(props: {
  readonly field: BlockInput;
  readonly value: JsonValue | undefined;
  readonly onCommit: (id: string, value: JsonValue | undefined) => void;
  readonly problems: readonly PlacedProblem[];
}) {
  const { field, value, onCommit, problems } = props;
  const commit = useCallback((next: JsonValue | undefined) => onCommit(field.id, next), [onCommit, field.id]);
  const [shown, change, flush] = useDraft(value, commit);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is typed is kept when the field is left
    <div onBlur={flush}>
      <NestedFieldContext value={FieldBody}>
        <FieldBody field={field} value={shown} onChange={change} label={toFieldLabel(field)} problems={problems} />
      </NestedFieldContext>
    </div>
  );
});
