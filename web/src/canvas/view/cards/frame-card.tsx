import { ChevronDown } from 'lucide-react';
import { memo } from 'react';
import type { Step } from '#contract/workflow.ts';
import { toggleCollapsed } from '../../model/edits/collapse.ts';
import { findStep } from '../../model/find-step.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { text } from '../strings.ts';
import { BlockMark } from './block-mark.tsx';
import { CardStrip } from './card-strip.tsx';
import { ConnectHint } from './connect-hint.tsx';
import { EffectMark } from './effect-mark.tsx';
import styles from './frame.module.css';
import { Ports } from './ports.tsx';
import { ProblemDot } from './problem-dot.tsx';
import { toStepName } from './step-name.ts';
import { useStepLook } from './use-step-look.ts';

/** A loop with its body inside: a tinted frame whose header stands for the step. */
export const FrameCard = memo(function FrameCard({ id }: { readonly id: string }) {
  const step = useEditor((state) => findStep(state.workflow, id)?.step);
  return step === undefined ? null : <Frame step={step} />;
});

function Frame({ step }: { readonly step: Step }) {
  const store = useEditorStore();
  const block = useEditor((state) => state.blocks.get(step.process.block));
  const look = useStepLook(step.id);
  const name = toStepName(step, block);
  return (
    <div
      className={styles.frame}
      data-selected={look.isSelected || undefined}
      data-focus={look.isFocused || undefined}
      data-found={look.found}
      data-status={look.mark?.status}
      data-change={look.mark?.change}
      data-connect={look.connect}
      data-drop={look.isDropTarget || undefined}
      data-disabled={step.process.disabled === true || undefined}
    >
      <div className={styles.header} data-step={step.id}>
        <button
          type="button"
          className={styles.fold}
          data-nodrag
          tabIndex={-1}
          aria-expanded
          aria-label={text.collapseLoop(name)}
          onClick={() => store.getState().apply(text.collapse, toggleCollapsed(step.id))}
        >
          <ChevronDown size={16} aria-hidden />
        </button>
        <BlockMark block={block} size={24} />
        <span className={styles.name} title={name}>
          {name}
        </span>
        <span className={styles.kind}>{block?.label ?? text.unknownBlock(step.process.block)}</span>
        {look.mark === undefined ? null : <CardStrip mark={look.mark} />}
        {block === undefined ? null : <EffectMark effect={block.effect} />}
        {look.problems.length === 0 ? null : <ProblemDot problems={look.problems} />}
      </div>
      {step.body?.steps.length === 0 ? <div className={styles.empty}>{text.emptyBody}</div> : null}
      <Ports step={step} hasInput isFrame />
      {look.connect === 'over-invalid' ? <ConnectHint /> : null}
    </div>
  );
}
