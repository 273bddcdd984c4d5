import { memo } from 'react';
import type { Step } from '#contract/workflow.ts';
import { findStep } from '../../model/find-step.ts';
import { useEditor } from '../../store/editor-store.ts';
import { text } from '../strings.ts';
import { BlockMark } from './block-mark.tsx';
import styles from './card.module.css';
import { CardStrip } from './card-strip.tsx';
import { ConnectHint } from './connect-hint.tsx';
import { EffectMark } from './effect-mark.tsx';
import { Ports } from './ports.tsx';
import { ProblemDot } from './problem-dot.tsx';
import { toStepName } from './step-name.ts';
import { useStepLook } from './use-step-look.ts';

/** A step as a card. */
export const StepCard = memo(function StepCard({ id }: { readonly id: string }) {
  const step = useEditor((state) => findStep(state.workflow, id)?.step);
  return step === undefined ? null : <Card step={step} />;
});

function Card({ step }: { readonly step: Step }) {
  const block = useEditor((state) => state.blocks.get(step.process.block));
  const look = useStepLook(step.id);
  const name = toStepName(step, block);
  const isDisabled = step.process.disabled === true;
  const kind = block?.label ?? text.unknownBlock(step.process.block);
  return (
    <div
      className={styles.card}
      data-step={step.id}
      data-selected={look.isSelected || undefined}
      data-focus={look.isFocused || undefined}
      data-found={look.found}
      data-status={look.mark?.status}
      data-change={look.mark?.change}
      data-connect={look.connect}
      data-disabled={isDisabled || undefined}
      data-drop={look.isDropTarget || undefined}
      data-stacked={step.body !== undefined || undefined}
    >
      <BlockMark block={block} size={32} />
      <div className={styles.words}>
        <div className={styles.name} title={name}>
          {name}
        </div>
        <div className={styles.kind}>
          {isDisabled ? `${kind} · ${text.disabled}` : kind}
          {step.body === undefined ? null : ` · ${text.bodySteps(step.body.steps.length)}`}
        </div>
      </div>
      {block === undefined ? null : <EffectMark effect={block.effect} />}
      {look.mark === undefined ? null : <CardStrip mark={look.mark} />}
      {look.problems.length === 0 ? null : <ProblemDot problems={look.problems} />}
      {look.mark?.change === undefined ? null : (
        <span className={styles.change} data-change={look.mark.change} title={text.change[look.mark.change]}>
          {CHANGE_SIGNS[look.mark.change]}
        </span>
      )}
      <Ports step={step} hasInput={block?.trigger !== true} />
      {look.connect === 'over-invalid' ? <ConnectHint /> : null}
    </div>
  );
}

const CHANGE_SIGNS = { added: '+', removed: '−', changed: '~', moved: '↔' } as const;
