import { useVirtualizer } from '@tanstack/react-virtual';
import { X } from 'lucide-react';
import { useRef } from 'react';
import { EffectBadge } from '#web/ui/effect-badge.tsx';
import { IconButton } from '#web/ui/icon-button.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { type FoundStep, findStep, listLoopsAround, listSteps } from '../../model/find-step.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { BlockMark } from '../cards/block-mark.tsx';
import { toStepName } from '../cards/step-name.ts';
import { focusStep } from '../keyboard/focus-step.ts';
import { text } from '../strings.ts';
import styles from '../workflow-canvas.module.css';
import { describeStep } from './describe-step.ts';

const ROW = 42;

/** All steps as a list, in the order of the document, those of a loop below it: for assistive tech, phones, and large workflows. */
export function Outline({ onOpenStep }: { readonly onOpenStep?: (stepId: string) => void }) {
  const store = useEditorStore();
  const isOpen = useEditor((state) => state.outline);
  return isOpen ? (
    <OutlineList
      close={() => store.getState().patchView({ outline: false })}
      {...(onOpenStep === undefined ? {} : { onOpenStep })}
    />
  ) : null;
}

function OutlineList({
  close,
  onOpenStep,
}: {
  readonly close: () => void;
  readonly onOpenStep?: (stepId: string) => void;
}) {
  const workflow = useEditor((state) => state.workflow);
  const scroller = useRef<HTMLDivElement>(null);
  const steps = listSteps(workflow);
  const rows = useVirtualizer({
    count: steps.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  return (
    <section className={styles.outline} aria-label={text.outlineHint} data-nodrag>
      <div className={styles.outlineHead}>
        <h2>{text.outline}</h2>
        <IconButton size="sm" label={text.findClose} icon={<X size={16} />} onClick={close} />
      </div>
      <div ref={scroller} className={`${styles.outlineList} nowheel`}>
        <ul className={styles.outlineRows} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const found = steps[row.index];
            return found === undefined ? null : (
              <li key={found.step.id} aria-setsize={steps.length} aria-posinset={row.index + 1}>
                <OutlineRow found={found} top={row.start} {...(onOpenStep === undefined ? {} : { onOpenStep })} />
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}

function OutlineRow({
  found,
  top,
  onOpenStep,
}: {
  readonly found: FoundStep;
  readonly top: number;
  readonly onOpenStep?: (stepId: string) => void;
}) {
  const store = useEditorStore();
  const { id } = found.step;
  const block = useEditor((state) => state.blocks.get(found.step.process.block));
  const status = useEditor((state) => state.overlay?.steps.get(id)?.status);
  const isSelected = useEditor((state) => state.selection.steps.has(id));
  const label = useEditor((state) => (findStep(state.workflow, id) === undefined ? '' : describeStep(state, id)));
  const depth = useEditor((state) => listLoopsAround(state.workflow, id).length);
  return (
    <button
      type="button"
      className={styles.outlineRow}
      style={{ top, paddingLeft: 8 + depth * 16 }}
      aria-label={label}
      aria-current={isSelected || undefined}
      onClick={() => focusStep(store, id)}
      onDoubleClick={() => onOpenStep?.(id)}
    >
      <BlockMark block={block} size={24} />
      <span className={styles.outlineName}>{toStepName(found.step, block)}</span>
      {status === undefined ? null : <StatusBadge status={status} size="sm" label={false} />}
      {block === undefined ? null : <EffectBadge effect={block.effect} />}
    </button>
  );
}
