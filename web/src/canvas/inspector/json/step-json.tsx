import { Button, Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Step } from '#contract/workflow.ts';
import { CodeEditor } from '#web/ui/code-editor.tsx';
import { changeStep } from '../../model/edit-scope.ts';
import { renameStepId } from '../../model/edits/rename-step-id.ts';
import { EMPTY_SELECTION } from '../../model/types.ts';
import { findIdFault } from '../../model/unique-id.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import formClasses from '../form/form.module.css';
import classes from '../inspector.module.css';
import { text } from '../strings.ts';
import { readStep } from './read-step.ts';

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
    change(
      text.json,
      (workflow) => {
        const replaced = changeStep(workflow, step.id, () => ({ ...next, id: step.id }));
        return next.id === step.id ? replaced : renameStepId(step.id, next.id, blocks)(replaced);
      },
      { select: { ...EMPTY_SELECTION, steps: new Set([next.id]) } },
    );
    onClose();
  };
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
        <div aria-live="polite">{fault === undefined ? null : <div className={formClasses.error}>{fault}</div>}</div>
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
