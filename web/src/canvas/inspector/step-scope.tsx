import { type ReactNode, useMemo } from 'react';
import { useShownRunId } from '#web/run/use-step-data.ts';
import { useEditor } from '../store/editor-store.ts';
import { FieldScopeContext } from './form/field-scope.ts';
import { useStepRuns } from './output/use-step-runs.ts';
import { useReferences } from './template/use-references.ts';
import { useStandIns } from './template/use-stand-ins.ts';

/** Gives the forms of a step what their expressions may name and the run they are tried with. */
export function StepScope({ stepId, children }: { readonly stepId: string; readonly children: ReactNode }) {
  const readOnly = useEditor((state) => state.readOnly);
  const runId = useShownRunId();
  const standIns = useStandIns(runId);
  const references = useReferences({ kind: 'input', stepId });
  const { runUpTo, upToFault } = useStepRuns(stepId);
  const canRun = upToFault === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: starting a run always means the newest state
  const scope = useMemo(
    () => ({ stepId, runId, references, standIns, readOnly, ...(canRun ? { runUpTo } : {}) }),
    [stepId, runId, references, standIns, readOnly, canRun],
  );
  return <FieldScopeContext value={scope}>{children}</FieldScopeContext>;
}
