import { useShallow } from 'zustand/react/shallow';
import type { Problem } from '#web/api/shapes.ts';
import type { StepMark } from '../../model/types.ts';
import { type EditorState, useEditor } from '../../store/editor-store.ts';
import { problemsByStep } from '../../store/problems-by-step.ts';
import { findConnectFault } from '../connect-fault.ts';

const NO_PROBLEMS: readonly Problem[] = [];

/** How a step stands in what is being connected. */
export type ConnectLook = 'source' | 'valid' | 'invalid' | 'over-valid' | 'over-invalid';

/** What is shown of a step beside what it is. */
export interface StepLook {
  readonly isSelected: boolean;
  readonly isFocused: boolean;
  readonly isDropTarget: boolean;
  /** Found by the search; `current` is the match being shown. */
  readonly found: 'match' | 'current' | 'other' | undefined;
  readonly mark: StepMark | undefined;
  readonly problems: readonly Problem[];
  readonly connect: ConnectLook | undefined;
}

/** What lies on a step: one subscription for all of it, so that a hundred cards that come into view cost little. */
export function useStepLook(id: string): StepLook {
  return useEditor(useShallow((state) => toStepLook(state, id)));
}

function toStepLook(state: EditorState, id: string): StepLook {
  const target = state.drag?.target ?? state.placing?.target;
  return {
    isSelected: state.selection.steps.has(id),
    isFocused: state.focus === id,
    isDropTarget: target?.kind === 'body' && target.stepId === id,
    found: toFound(state, id),
    mark: state.overlay?.steps.get(id),
    problems: problemsByStep(state.problems).get(id) ?? NO_PROBLEMS,
    connect: toConnectLook(state, id),
  };
}

function toFound({ find }: EditorState, id: string): StepLook['found'] {
  if (find === undefined || find.query.trim() === '') return undefined;
  const at = find.matches.indexOf(id);
  if (at < 0) return 'other';
  return at === find.index ? 'current' : 'match';
}

function toConnectLook(state: EditorState, id: string): ConnectLook | undefined {
  const { connect } = state;
  if (connect === undefined) return undefined;
  if (connect.start.stepId === id) return 'source';
  const isFree = findConnectFault(state, connect.start, id) === undefined;
  if (connect.over === id) return isFree ? 'over-valid' : 'over-invalid';
  return isFree ? 'valid' : 'invalid';
}
