import { useMemo } from 'react';
import { IterationPanel } from '../loops/iteration-panel.tsx';
import { eachStep } from '../model/each-step.ts';
import { splitIteration, toStepId } from '../model/path.ts';
import { StepPanel } from '../panel/step-panel.tsx';
import type { RunBodyProps } from './run-body.tsx';

/** What is selected, in full: an iteration with its steps, or a step. */
export function DetailPanel({ runId, view, snapshot, workflow, selected, onFork, onRetry }: RunBodyProps) {
  const steps = useMemo(
    () => new Map(workflow === undefined ? [] : [...eachStep(workflow)].map((step) => [step.id, step])),
    [workflow],
  );
  const names = useMemo(() => new Map([...steps].map(([id, { name }]) => [id, name ?? id])), [steps]);
  const { path, select } = selected;
  const iteration = path === undefined ? undefined : splitIteration(path);
  if (iteration !== undefined)
    return <IterationPanel runId={runId} view={view} {...iteration} names={names} onSelect={select} />;
  return (
    <StepPanel
      runId={runId}
      view={view}
      path={path}
      step={path === undefined ? undefined : steps.get(toStepId(path))}
      told={snapshot.told}
      progress={snapshot.progress}
      onSelect={select}
      onFork={onFork}
      onRetry={onRetry}
    />
  );
}
