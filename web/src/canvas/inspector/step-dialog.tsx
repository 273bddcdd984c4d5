import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { Step } from '#contract/workflow.ts';
import { useStepData } from '#web/run/use-step-data.ts';
import { findStep } from '../model/find-step.ts';
import { useEditor } from '../store/editor-store.ts';
import { flushPending } from './form/pending-commits.ts';
import { StepHeader } from './header/step-header.tsx';
import { InputTab } from './input-tab.tsx';
import classes from './inspector.module.css';
import { StepJson } from './json/step-json.tsx';
import { OutputTab } from './output/output-tab.tsx';
import { StepDataView } from './output/step-data-view.tsx';
import { ProcessTab } from './process/process-tab.tsx';
import { Section } from './section.tsx';
import { useStepProblems } from './step-problems.ts';
import { StepScope } from './step-scope.tsx';
import { text } from './strings.ts';
import { UpstreamData } from './upstream-data.tsx';

/** A step over the whole screen: what came in, what it does, what goes out, with the real data of the last run on both sides. */
export function StepDialog({ stepId, onClose }: { readonly stepId: string; readonly onClose: () => void }) {
  const step = useEditor((state) => findStep(state.workflow, stepId)?.step);
  const close = () => {
    flushPending();
    onClose();
  };
  return (
    <Modal
      opened={step !== undefined}
      onClose={close}
      fullScreen
      withCloseButton
      title={step === undefined ? '' : (step.name ?? step.id)}
      closeButtonProps={{ 'aria-label': text.closeDialog }}
      styles={{ body: { padding: 0 } }}
    >
      {step === undefined ? null : <Columns key={step.id} step={step} />}
    </Modal>
  );
}

function Columns({ step }: { readonly step: Step }) {
  const problems = useStepProblems(step.id);
  const data = useStepData(step.id);
  const [isJson, setJson] = useState(false);
  return (
    <StepScope stepId={step.id}>
      <div className={classes.dialog}>
        <section className={classes.column} aria-label={text.lastInput}>
          <h2 className={classes.columnHead}>{text.lastInput}</h2>
          <div className={classes.columnBody}>
            <div className={classes.stack}>
              <Section title={text.given}>
                <StepDataView data={data} value={data.input} label={text.lastInput} nothing={text.noInput} />
              </Section>
              <UpstreamData stepId={step.id} />
            </div>
          </div>
        </section>
        <section className={classes.column} aria-label={text.whatItDoes}>
          <h2 className={classes.columnHead}>{text.whatItDoes}</h2>
          <StepHeader step={step} onJson={() => setJson(true)} isLarge />
          <div className={classes.columnBody}>
            <div className={classes.stack}>
              <Section title={text.input}>
                <InputTab step={step} problems={problems} />
              </Section>
              <Section title={text.process}>
                <ProcessTab step={step} problems={problems} />
              </Section>
            </div>
          </div>
        </section>
        <section className={classes.column} aria-label={text.goesOut}>
          <h2 className={classes.columnHead}>{text.goesOut}</h2>
          <div className={classes.columnBody}>
            <OutputTab step={step} problems={problems} />
          </div>
        </section>
      </div>
      {isJson ? <StepJson step={step} onClose={() => setJson(false)} /> : null}
    </StepScope>
  );
}
