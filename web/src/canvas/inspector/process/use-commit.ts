import { useCallback } from 'react';
import { toDurationMs } from '#contract/duration.ts';
import type { JsonValue } from '#contract/json.ts';
import { updateStep } from '../../model/edits/update-step.ts';
import { updateWorkflow } from '../../model/edits/workflow-fields.ts';
import type { Path } from '../../model/set-path.ts';
import { useEditorStore } from '../../store/editor-store.ts';
import { toWords } from '../form/field-label.ts';
import { text } from '../strings.ts';

/** Puts a value somewhere below a part of a step; edits of the same place in a row are one entry of the history. */
export function useStepCommit(stepId: string, part: 'input' | 'process', ...below: Path) {
  const store = useEditorStore();
  const place = JSON.stringify([part, ...below]);
  return useCallback(
    (id: string, value: JsonValue | undefined) => {
      const path: Path = JSON.parse(place);
      const [, ...rest] = path;
      const edit = updateStep(stepId, part === 'input' ? ['input', ...rest, id] : ['process', ...rest, id], value);
      store.getState().apply(text.change(toWords(id)), edit, { mergeKey: `${stepId}${place}${id}` });
    },
    [store, stepId, part, place],
  );
}

/** Puts a value into the workflow's own fields. */
export function useWorkflowCommit(part: 'settings' | 'variables' | 'outputs' | 'inputs', ...below: Path) {
  const store = useEditorStore();
  const place = JSON.stringify(below);
  return useCallback(
    (id: string, value: JsonValue | undefined) => {
      const path: Path = JSON.parse(place);
      store.getState().apply(text.change(toWords(id)), updateWorkflow([part, ...path, id], value), {
        mergeKey: `${part}${place}${id}`,
      });
    },
    [store, part, place],
  );
}

/** Makes milliseconds of times as people write them; what is no time is not put into the document. */
export function withDurations(
  fields: ReadonlySet<string>,
  commit: (id: string, value: JsonValue | undefined) => void,
): (id: string, value: JsonValue | undefined) => void {
  return (id, value) => {
    if (!fields.has(id) || value === undefined) return commit(id, value);
    const ms = toDurationMs(value);
    if (ms !== undefined) commit(id, Math.round(ms));
  };
}
