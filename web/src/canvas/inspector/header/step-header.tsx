import { Maximize2, Pin } from 'lucide-react';
import type { Step } from '#contract/workflow.ts';
import { useStepData } from '#web/run/use-step-data.ts';
import { BlockIcon } from '#web/ui/block-icon.tsx';
import { EffectBadge } from '#web/ui/effect-badge.tsx';
import { IconButton } from '#web/ui/icon-button.tsx';
import { useEditor } from '../../store/editor-store.ts';
import classes from '../inspector.module.css';
import { useInspectorHost } from '../inspector-host.ts';
import { text } from '../strings.ts';
import { BlockDocs } from './block-docs.tsx';
import { StepMenu } from './step-menu.tsx';
import { StepId, StepName } from './step-title.tsx';

/** Which step it is: icon, name, id, block, what it does to the world, and what can be done with it. */
export function StepHeader(props: {
  readonly step: Step;
  readonly onJson: () => void;
  /** Whether it stands in the full-screen view already. */
  readonly isLarge?: boolean;
}) {
  const { step, onJson, isLarge = false } = props;
  const block = useEditor((state) => state.blocks.get(step.process.block));
  const { pinned } = useStepData(step.id);
  const { onOpenDialog } = useInspectorHost();
  return (
    <header className={classes.head}>
      {isLarge ? null : <h2 className="visually-hidden">{step.name ?? step.id}</h2>}
      <div className={classes.headRow}>
        <BlockIcon
          category={block?.category ?? ''}
          size={32}
          {...(block?.icon === undefined ? {} : { icon: block.icon })}
        />
        <div className={classes.headText}>
          <StepName step={step} placeholder={block?.label ?? step.id} />
          <StepId key={step.id} step={step} />
        </div>
        <div className={classes.headTools}>
          {block === undefined ? null : (
            <BlockDocs label={block.label} description={block.description} docs={block.docs} />
          )}
          {isLarge || onOpenDialog === undefined ? null : (
            <IconButton
              size="sm"
              label={text.openDialog}
              keys="enter"
              icon={<Maximize2 size={14} />}
              onClick={() => onOpenDialog(step.id)}
            />
          )}
          <StepMenu step={step} onJson={onJson} />
        </div>
      </div>
      <div className={classes.facts}>
        <span>{block?.label ?? step.process.block}</span>
        {block === undefined ? null : <EffectBadge effect={block.effect} />}
        {step.process.disabled === true ? (
          <span className={classes.badge} data-kind="disabled">
            {text.isDisabled}
          </span>
        ) : null}
        {pinned === undefined ? null : (
          <span className={classes.badge}>
            <Pin size={11} aria-hidden /> {text.pinned}
          </span>
        )}
      </div>
    </header>
  );
}
