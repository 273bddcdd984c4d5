import { TextInput } from '@mantine/core';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { Step } from '#contract/workflow.ts';
import { toast } from '#web/ui/toast.ts';
import { renameStepId } from '../../model/edits/rename-step-id.ts';
import { renameStep } from '../../model/edits/update-step.ts';
import { EMPTY_SELECTION } from '../../model/types.ts';
import { findIdFault } from '../../model/unique-id.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { flushPending } from '../form/pending-commits.ts';
import { useDraft } from '../form/use-draft.ts';
import classes from '../inspector.module.css';
import { text } from '../strings.ts';

/** The name of a step, written where it stands. */
export function StepName({ step, placeholder }: { readonly step: Step; readonly placeholder: string }) {
  const store = useEditorStore();
  const readOnly = useEditor((state) => state.readOnly);
  const [name, setName, flush] = useDraft(step.name ?? '', (next) =>
    store.getState().apply(text.change(text.name), renameStep(step.id, next), { mergeKey: `${step.id}/name` }),
  );
  return (
    <input
      className={classes.name}
      aria-label={text.stepName}
      value={name}
      placeholder={placeholder}
      readOnly={readOnly}
      maxLength={200}
      onChange={({ currentTarget }) => setName(currentTarget.value)}
      onBlur={flush}
      onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
    />
  );
}

/** The id of a step. Changing it changes every expression that uses it. */
export function StepId({ step }: { readonly step: Step }) {
  const store = useEditorStore();
  const readOnly = useEditor((state) => state.readOnly);
  const [typed, setTyped] = useState<string>();
  const fault = typed === undefined ? undefined : findIdFault(store.getState().workflow, typed, step.id);
  if (typed === undefined)
    return (
      <button
        type="button"
        className={classes.idButton}
        aria-label={text.editId(step.id)}
        title={text.idHint}
        disabled={readOnly}
        onClick={() => setTyped(step.id)}
      >
        {step.id}
        {readOnly ? null : <Pencil size={11} aria-hidden />}
      </button>
    );
  const rename = () => {
    if (fault !== undefined) return;
    setTyped(undefined);
    if (typed === step.id) return;
    flushPending();
    const { apply, blocks } = store.getState();
    const select = { ...EMPTY_SELECTION, steps: new Set([typed]) };
    apply(text.change(text.stepId), renameStepId(step.id, typed, blocks), { select });
    toast.success(text.renamed(step.id, typed), { action: { label: text.undo, run: () => store.getState().undo() } });
  };
  return (
    <TextInput
      size="xs"
      autoFocus
      aria-label={text.stepId}
      description={text.idHint}
      inputWrapperOrder={['input', 'error', 'description']}
      error={fault}
      value={typed}
      spellCheck={false}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={() => (fault === undefined ? rename() : setTyped(undefined))}
      onKeyDown={(event) => {
        if (event.key === 'Enter') rename();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        setTyped(undefined);
      }}
    />
  );
}
