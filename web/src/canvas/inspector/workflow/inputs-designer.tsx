import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import type { JsonValue } from '#contract/json.ts';
import type { WorkflowInput } from '#contract/workflow.ts';
import { updateWorkflow } from '../../model/edits/workflow-fields.ts';
import { toFreeId } from '../../model/unique-id.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { moveItem } from '../controls/array-control.tsx';
import { useItemKeys } from '../controls/use-item-keys.ts';
import { flushPending } from '../form/pending-commits.ts';
import { Section } from '../section.tsx';
import { text } from '../strings.ts';
import { toJsonObject } from '../values/json-value.ts';
import { InputCard } from './input-card.tsx';
import { useWorkflowProblems } from './workflow-problems.ts';

/** What runs of the workflow are given: names, types, defaults, and which must be there. */
export function InputsDesigner() {
  const store = useEditorStore();
  const inputs = useEditor((state) => state.workflow.inputs);
  const readOnly = useEditor((state) => state.readOnly);
  const problems = useWorkflowProblems();
  const keys = useItemKeys(inputs.length);
  const apply = (next: JsonValue, mergeKey?: string) =>
    store
      .getState()
      .apply(text.change(text.inputs), updateWorkflow(['inputs'], next), mergeKey === undefined ? {} : { mergeKey });
  const toJson = (list: readonly WorkflowInput[]): readonly JsonValue[] => list.map(toJsonObject);
  const add = () => {
    const id = toFreeId('value', (taken) => inputs.some((input) => input.id === taken));
    apply([...toJson(inputs), { id, type: 'string', required: false }]);
  };
  return (
    <Section
      title={text.inputs}
      hint={inputs.length === 0 ? text.noInputs : text.inputsHint}
      action={
        readOnly ? null : (
          <Button size="compact-xs" variant="default" leftSection={<Plus size={12} aria-hidden />} onClick={add}>
            {text.addInput}
          </Button>
        )
      }
    >
      {inputs.map((input, index) => (
        <InputCard
          key={keys.at(index)}
          input={input}
          isFirst={index === 0}
          isLast={index === inputs.length - 1}
          readOnly={readOnly}
          problemsOf={(field) => problems.at(`/inputs/${index}/${field}`)}
          isTaken={(id) => inputs.some((other, at) => at !== index && other.id === id)}
          onCommit={(field, value) =>
            store.getState().apply(text.change(text.inputs), updateWorkflow(['inputs', index, field], value), {
              mergeKey: `inputs/${keys.at(index)}/${field}`,
            })
          }
          onMove={(by) => {
            flushPending();
            keys.move(index, index + by);
            apply(toJson(moveItem(store.getState().workflow.inputs, index, index + by)));
          }}
          onRemove={() => {
            flushPending();
            keys.remove(index);
            apply(toJson(store.getState().workflow.inputs.toSpliced(index, 1)));
          }}
        />
      ))}
    </Section>
  );
}
