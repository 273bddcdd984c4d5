import { useMediaQuery } from '@mantine/hooks';
import type { Workflow } from '#contract/workflow.ts';
import type { EditorStore } from '#web/canvas/store/editor-store.ts';
import type { RunView } from '../model/run-view.ts';
import type { RunSnapshot } from '../session/run-session.ts';
import { PhoneBody } from './phone-body.tsx';
import type { SelectedPath } from './use-selected-path.ts';
import { WideBody } from './wide-body.tsx';

/** What the areas of the page share. */
export interface RunBodyProps {
  readonly runId: string;
  readonly view: RunView;
  readonly snapshot: RunSnapshot;
  readonly workflow: Workflow | undefined;
  readonly store: EditorStore | undefined;
  readonly storeError: unknown;
  readonly selected: SelectedPath;
  readonly onFork: (stepId: string) => void;
  readonly onRetry: () => void;
}

/** The run itself: canvas, drawer and panel side by side, or one below the other on a phone. */
export function RunBody(props: RunBodyProps) {
  const isNarrow = useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false });
  return isNarrow ? <PhoneBody {...props} /> : <WideBody {...props} />;
}
