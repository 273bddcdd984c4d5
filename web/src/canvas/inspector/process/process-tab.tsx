import { useMemo } from 'react';
import type { Step } from '#contract/workflow.ts';
import { edgesTo } from '../../model/edge-index.ts';
import { updateStep } from '../../model/edits/update-step.ts';
import { findScope, findStep } from '../../model/find-step.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { BlockForm } from '../form/block-form.tsx';
import { Field } from '../form/field.tsx';
import { FieldScopeContext, useFieldScope } from '../form/field-scope.ts';
import classes from '../inspector.module.css';
import { Section } from '../section.tsx';
import { type StepProblems, toPointerKey } from '../step-problems.ts';
import { text } from '../strings.ts';
import { useReferences } from '../template/use-references.ts';
import { toJsonObject } from '../values/json-value.ts';
import { toPlainField } from '../values/schema-field.ts';
import { ChooseBlock } from './choose-block.tsx';
import {
  descriptionField,
  disabledField,
  joinField,
  onErrorField,
  onUncertainField,
  splitLoopFields,
  timeoutField,
} from './process-fields.ts';
import { RetrySection } from './retry-section.tsx';
import { useStepCommit, withDurations } from './use-commit.ts';

const TIMEOUT = new Set(['timeoutMs']);

/** Process: which block works, and how its failures, time and joins are treated. */
export function ProcessTab({ step, problems }: { readonly step: Step; readonly problems: StepProblems }) {
  const block = useEditor((state) => state.blocks.get(step.process.block));
  const inherited = useEditor((state) => state.workflow.settings?.retry);
  const uncertain = useEditor((state) => state.workflow.settings?.onUncertain);
  const incoming = useEditor(({ workflow }) => {
    const found = findStep(workflow, step.id);
    const scope = found === undefined ? undefined : findScope(workflow, found.scopeId);
    return scope === undefined ? 0 : edgesTo(scope.edges, step.id).length;
  });
  const commit = useStepCommit(step.id, 'process');
  const commitRetry = useStepCommit(step.id, 'process', 'retry');
  const commitTimed = useMemo(() => withDurations(TIMEOUT, commit), [commit]);
  const values = toJsonObject(step.process);
  const draw = (field: ReturnType<typeof onErrorField>) => (
    <Field
      key={field.id}
      field={field}
      value={values[field.id]}
      onCommit={commitTimed}
      problems={problems.at(`/process/${field.id}`)}
    />
  );
  const isEffect = block?.effect === 'effect';
  const uncertainField = onUncertainField();
  return (
    <div className={classes.stack}>
      <div className={classes.section}>
        <ChooseBlock step={step} />
        {draw(descriptionField())}
      </div>
      {block?.container === true ? <LoopSection step={step} problems={problems} /> : null}
      <Section title={text.reliability}>
        <RetrySection
          policy={step.process.retry ?? {}}
          inherited={inherited}
          problemsOf={(id) => problems.at(`/process/retry/${id}`)}
          onCommit={commitRetry}
        />
        {draw(timeoutField(block?.timeoutMs))}
        {draw(onErrorField())}
        {isEffect ? draw(uncertain === undefined ? uncertainField : { ...uncertainField, default: uncertain }) : null}
        {incoming > 1 ? draw(joinField()) : null}
        {draw(disabledField())}
      </Section>
    </div>
  );
}

function LoopSection({ step, problems }: { readonly step: Step; readonly problems: StepProblems }) {
  const block = useEditor((state) => state.blocks.get(step.process.block));
  const commit = useStepCommit(step.id, 'input');
  const { settings } = splitLoopFields(block?.inputs ?? []);
  return (
    <Section title={text.loop}>
      <BlockForm
        fields={settings}
        values={Object.fromEntries(
          Object.entries(step.input ?? {}).filter(([id]) => settings.some((field) => field.id === id)),
        )}
        problemsOf={(id) => problems.at(`/input/${toPointerKey(id)}`)}
        onCommit={commit}
      />
      <BodyOutput step={step} problems={problems} />
    </Section>
  );
}

function BodyOutput({ step, problems }: { readonly step: Step; readonly problems: StepProblems }) {
  const store = useEditorStore();
  const scope = useFieldScope();
  const references = useReferences({ kind: 'body-output', stepId: step.id });
  const inner = useMemo(() => ({ ...scope, references, roundOf: step.id }), [scope, references, step.id]);
  return (
    <FieldScopeContext value={inner}>
      <Field
        field={toPlainField('body', 'json', { label: text.bodyOutput, description: text.bodyOutputHint })}
        value={step.body?.output}
        problems={problems.at('/body/output')}
        onCommit={(_, value) =>
          store.getState().apply(text.change(text.bodyOutput), updateStep(step.id, ['body', 'output'], value), {
            mergeKey: `${step.id}/body/output`,
          })
        }
      />
    </FieldScopeContext>
  );
}
