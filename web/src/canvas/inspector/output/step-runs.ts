import type { Workflow } from '#contract/workflow.ts';
import { edgesTo } from '../../model/edge-index.ts';
import { findScope, findStep, listLoopsAround } from '../../model/find-step.ts';
import { text } from '../strings.ts';

/** What can be started from a step, and why not. */
export interface StepRuns {
  /** The step a run goes up to: the step itself, or the outermost loop it is inside of. */
  readonly target: string;
  readonly isInside: boolean;
  /** Why it cannot be run up to here. */
  readonly upToFault?: string;
  /** Why it cannot be run alone. */
  readonly onlyFault?: string;
  /** Whether it can run alone without any run before: nothing leads to it. */
  readonly isFirst: boolean;
}

/** Works out what can be started from a step. */
export function toStepRuns(
  workflow: Workflow,
  stepId: string,
  state: { readonly runId: string | undefined; readonly hasErrors: boolean; readonly readOnly: boolean },
): StepRuns {
  const [loop] = listLoopsAround(workflow, stepId);
  const found = findStep(workflow, stepId);
  const scope = found === undefined ? undefined : findScope(workflow, found.scopeId);
  const isFirst = scope !== undefined && edgesTo(scope.edges, stepId).length === 0;
  const isDisabled = found?.step.process.disabled === true;
  const always = state.readOnly ? text.reasonReadOnly : state.hasErrors ? text.reasonErrors : undefined;
  const upToFault = always ?? (isDisabled ? text.reasonDisabled : undefined);
  const alone =
    loop !== undefined ? text.reasonInside : isFirst || state.runId !== undefined ? undefined : text.reasonNoRun;
  const onlyFault = upToFault ?? alone;
  return {
    target: loop?.id ?? stepId,
    isInside: loop !== undefined,
    isFirst,
    ...(upToFault === undefined ? {} : { upToFault }),
    ...(onlyFault === undefined ? {} : { onlyFault }),
  };
}
