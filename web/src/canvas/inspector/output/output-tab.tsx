import { useMemo } from 'react';
import type { Step } from '#contract/workflow.ts';
import { useStepData } from '#web/run/use-step-data.ts';
import { listLoopsAround } from '../../model/find-step.ts';
import { useEditor } from '../../store/editor-store.ts';
import { FieldScopeContext, useFieldScope } from '../form/field-scope.ts';
import classes from '../inspector.module.css';
import { Section } from '../section.tsx';
import type { StepProblems } from '../step-problems.ts';
import { text } from '../strings.ts';
import { useReferences } from '../template/use-references.ts';
import { LastError } from './last-error.tsx';
import { OutputMapping } from './output-mapping.tsx';
import { toBlockOutputs } from './output-values.ts';
import { PinPanel } from './pin-panel.tsx';
import { RunButtons } from './run-buttons.tsx';
import { StepDataView } from './step-data-view.tsx';

const NONE: readonly never[] = [];

/** Output: what later steps see, what went out last time, what is pinned. */
export function OutputTab(props: {
  readonly step: Step;
  readonly problems: StepProblems;
  readonly onShow?: ((part: 'input' | 'process') => void) | undefined;
}) {
  const { step, problems, onShow } = props;
  const outputs = useEditor((state) => state.blocks.get(step.process.block)?.outputs) ?? NONE;
  const readOnly = useEditor((state) => state.readOnly);
  const isInside = useEditor((state) => listLoopsAround(state.workflow, step.id).length > 0);
  const data = useStepData(step.id);
  const scope = useFieldScope();
  // A test run would give what is pinned.
  const seen = data.pinned?.output ?? data.output;
  const given = useMemo(() => toBlockOutputs(step, outputs, seen), [step, outputs, seen]);
  const references = useReferences({ kind: 'output', stepId: step.id }, given);
  const inner = useMemo(() => ({ ...scope, outputs: given, references }), [scope, given, references]);
  const nodes = references().filter(({ kind }) => kind === 'own');
  const name = step.name ?? step.id;
  return (
    <div className={classes.stack}>
      {data.error === undefined ? null : <LastError error={data.error} onShow={onShow} />}
      <Section title={text.outputMode}>
        <FieldScopeContext value={inner}>
          <OutputMapping step={step} nodes={nodes} problems={problems} />
        </FieldScopeContext>
      </Section>
      <Section title={text.lastOutput}>
        <RunButtons stepId={step.id} />
        <StepDataView
          data={data}
          value={data.output}
          label={`${text.lastOutput}: ${name}`}
          nothing={text.noOutput}
          dragPrefix={given === undefined ? step.id : ''}
        />
      </Section>
      <Section title={text.pinned}>
        <PinPanel
          stepId={step.id}
          name={name}
          pinned={data.pinned}
          output={data.output}
          isInside={isInside}
          readOnly={readOnly}
        />
      </Section>
    </div>
  );
}
