import { TagsInput } from '@mantine/core';
import { useMemo } from 'react';
import type { JsonValue } from '#contract/json.ts';
import type { WorkflowSettings } from '#contract/workflow.ts';
import { useShownRunId } from '#web/run/use-step-data.ts';
import { updateWorkflow } from '../../model/edits/workflow-fields.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { Field } from '../form/field.tsx';
import { FieldScopeContext } from '../form/field-scope.ts';
import classes from '../inspector.module.css';
import { onUncertainField } from '../process/process-fields.ts';
import { RetrySection } from '../process/retry-section.tsx';
import { useWorkflowCommit, withDurations } from '../process/use-commit.ts';
import { Section } from '../section.tsx';
import { text } from '../strings.ts';
import { useReferences } from '../template/use-references.ts';
import { useStandIns } from '../template/use-stand-ins.ts';
import { isObject, toJsonObject } from '../values/json-value.ts';
import { toPlainField } from '../values/schema-field.ts';
import { EffectsSection } from './effects-section.tsx';
import { InputsDesigner } from './inputs-designer.tsx';
import { useWorkflowProblems } from './workflow-problems.ts';

const TIMES = new Set(['timeoutMs']);
const NO_SETTINGS: WorkflowSettings = {};

/** The workflow as a whole: what it is called, takes, answers and how its runs are driven. */
export function WorkflowInspector() {
  const readOnly = useEditor((state) => state.readOnly);
  const references = useReferences({ kind: 'outputs' });
  const runId = useShownRunId();
  const standIns = useStandIns(runId);
  const scope = useMemo(
    () => ({ stepId: undefined, runId, references, standIns, readOnly }),
    [runId, references, standIns, readOnly],
  );
  return (
    <FieldScopeContext value={scope}>
      <header className={classes.head}>
        <h2 className={classes.title}>{text.workflow}</h2>
      </header>
      <div className={classes.body}>
        <div className={classes.stack}>
          <About readOnly={readOnly} />
          <EffectsSection />
          <InputsDesigner />
          <Answers />
          <Settings />
        </div>
      </div>
    </FieldScopeContext>
  );
}

function About({ readOnly }: { readonly readOnly: boolean }) {
  const store = useEditorStore();
  const name = useEditor((state) => state.workflow.name);
  const description = useEditor((state) => state.workflow.description);
  const tags = useEditor((state) => state.workflow.tags);
  const problems = useWorkflowProblems();
  const commit = (id: 'name' | 'description') => (_: string, value: JsonValue | undefined) =>
    store.getState().apply(text.change(text[id]), updateWorkflow([id], value), { mergeKey: `workflow/${id}` });
  return (
    <div className={classes.section}>
      <Field
        field={toPlainField('name', 'string', {
          label: text.name,
          expressions: false,
          required: true,
          min: 1,
          max: 200,
        })}
        value={name}
        onCommit={commit('name')}
        problems={problems.at('/name')}
      />
      <Field
        field={toPlainField('description', 'text', { label: text.description, expressions: false, max: 50_000 })}
        value={description}
        onCommit={commit('description')}
        problems={problems.at('/description')}
      />
      <TagsInput
        size="xs"
        label={text.tags}
        placeholder={tags === undefined ? text.tagsHint : ''}
        readOnly={readOnly}
        maxTags={100}
        maxLength={100}
        value={[...(tags ?? [])]}
        onChange={(next) => store.getState().apply(text.change(text.tags), updateWorkflow(['tags'], next))}
      />
    </div>
  );
}

function Answers() {
  const store = useEditorStore();
  const outputs = useEditor((state) => state.workflow.outputs);
  const variables = useEditor((state) => state.workflow.variables);
  const problems = useWorkflowProblems();
  const set = (part: 'outputs' | 'variables') => (_: string, value: JsonValue | undefined) =>
    store.getState().apply(text.change(part), updateWorkflow([part], isObject(value) ? value : undefined), {
      mergeKey: `workflow/${part}`,
    });
  return (
    <>
      <Section title={text.resultOutputs} hint={text.resultOutputsHint}>
        <Field
          field={toPlainField('outputs', 'object', { label: text.resultOutputs })}
          value={outputs}
          onCommit={set('outputs')}
          problems={problems.at('/outputs')}
        />
      </Section>
      <Section title={text.variables} hint={text.variablesHint}>
        <Field
          field={toPlainField('variables', 'object', { label: text.variables, expressions: false })}
          value={variables}
          onCommit={set('variables')}
          problems={problems.at('/variables')}
        />
      </Section>
    </>
  );
}

function Settings() {
  const settings = useEditor((state) => state.workflow.settings) ?? NO_SETTINGS;
  const problems = useWorkflowProblems();
  const commit = useWorkflowCommit('settings');
  const commitRetry = useWorkflowCommit('settings', 'retry');
  const commitTimed = useMemo(() => withDurations(TIMES, commit), [commit]);
  const values = toJsonObject(settings);
  const fixed = { expressions: false } as const;
  const fields = [
    toPlainField('timeoutMs', 'duration', { ...fixed, label: text.runTimeout, description: text.runTimeoutHint }),
    toPlainField('maxConcurrentRuns', 'integer', {
      ...fixed,
      label: text.maxRuns,
      description: text.maxRunsHint,
      min: 1,
      max: 10_000,
    }),
    toPlainField('priority', 'integer', {
      ...fixed,
      label: text.priority,
      description: text.priorityHint,
      min: -100,
      max: 100,
      default: 0,
    }),
    onUncertainField(),
  ];
  return (
    <>
      <Section title={text.settings}>
        {fields.map((field) => (
          <Field
            key={field.id}
            field={field}
            value={values[field.id]}
            onCommit={commitTimed}
            problems={problems.at(`/settings/${field.id}`)}
          />
        ))}
      </Section>
      <Section title={text.defaultRetry}>
        <RetrySection
          policy={settings.retry ?? {}}
          problemsOf={(id) => problems.at(`/settings/retry/${id}`)}
          onCommit={commitRetry}
        />
      </Section>
    </>
  );
}
