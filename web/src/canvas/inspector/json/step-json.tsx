import { Button, Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Step } from '#contract/workflow.ts';
import { CodeEditor } from '#web/ui/code-editor.tsx';
import { changeStep } from '../../model/edit-scope.ts';
import { renameStepId } from '../../model/edits/rename-step-id.ts';
import { type Blocks, type Edit, EMPTY_SELECTION } from '../../model/types.ts';
import { findIdFault } from '../../model/unique-id.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { FieldMessages } from '../form/field-messages.tsx';
import classes from '../inspector.module.css';
import { text } from '../strings.ts';
import { readStep } from './read-step.ts';
import { useStepCheck } from './use-step-check.ts';

/** Puts another step in the place of one; when it has another id, what names it follows. */
function replaceStep(stepId: string, next: Step, blocks: Blocks): Edit {
  return (workflow) => {
    const replaced = changeStep(workflow, stepId, () => ({ ...next, id: stepId }));
    return next.id === stepId ? replaced : renameStepId(stepId, next.id, blocks)(replaced);
  };
}

/** A step as JSON, to be changed as a whole. */
export function StepJson({ step, onClose }: { readonly step: Step; readonly onClose: () => void }) {
  const store = useEditorStore();
  const readOnly = useEditor((state) => state.readOnly);
  const [typed, setTyped] = useState(() => JSON.stringify(step, null, 2));
  const read = useMemo(() => readStep(typed), [typed]);
  const fault = read.ok ? findIdFault(store.getState().workflow, read.step.id, step.id) : read.reason;
  const apply = () => {
    if (!read.ok || fault !== undefined) return;
    const { apply: change, blocks } = store.getState();
    const { step: next } = read;
    change(text.json, replaceStep(step.id, next, blocks), {
      select: { ...EMPTY_SELECTION, steps: new Set([next.id]) },
    });
    onClose();
  };
  const tried = useMemo(() => {
    const { workflow, blocks } = store.getState();
    return read.ok && fault === undefined ? replaceStep(step.id, read.step, blocks)(workflow) : undefined;
  }, [store, read, fault, step.id]);
  const problems = useStepCheck(read.ok ? read.step.id : step.id, tried);
  return (
    <Modal opened onClose={onClose} size="lg" title={text.jsonTitle(step.name ?? step.id)}>
      <div className={classes.section}>
        <CodeEditor
          value={typed}
          onChange={setTyped}
          language="json"
          label={text.jsonTitle(step.name ?? step.id)}
          readOnly={readOnly}
          minHeight={280}
          maxHeight={520}
          invalid={fault !== undefined}
        />
        <FieldMessages error={fault} problems={problems} />
        <div className={classes.row}>
          <Button size="xs" disabled={readOnly || fault !== undefined} onClick={apply}>
            {text.apply}
          </Button>
          <Button size="xs" variant="subtle" onClick={onClose}>
            {text.cancel}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
