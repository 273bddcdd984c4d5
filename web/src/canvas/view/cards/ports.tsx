import { Plus } from 'lucide-react';
import type { Step } from '#contract/workflow.ts';
import { listPorts } from '../../model/ports.ts';
import { FRAME_HEADER } from '../../model/sizes.ts';
import { useEditor } from '../../store/editor-store.ts';
import { text } from '../strings.ts';
import styles from './card.module.css';

/** Where edges enter and leave a step. Pressed, a port adds a step after it; dragged, it connects. Keyboards use `c` and `/`. */
export function Ports({
  step,
  hasInput,
  isFrame = false,
}: {
  readonly step: Step;
  readonly hasInput: boolean;
  readonly isFrame?: boolean;
}) {
  const ports = useEditor((state) => listPorts(step, state.blocks));
  const readOnly = useEditor((state) => state.readOnly);
  const height = isFrame ? `${FRAME_HEADER}px` : '100%';
  return (
    <>
      {hasInput ? <span className={styles.input} data-input={step.id} style={{ top: `calc(${height} / 2)` }} /> : null}
      {ports.map((port, at) => (
        <span
          key={port}
          className={styles.port}
          data-port={port}
          data-of={step.id}
          data-error={port === 'error' || undefined}
          style={{ top: `calc(${height} * ${at + 1} / ${ports.length + 1})` }}
          title={readOnly ? port : text.port(port)}
        >
          <span className={styles.dot}>
            <Plus size={10} aria-hidden />
          </span>
          {ports.length > 1 ? <span className={styles.portName}>{port}</span> : null}
        </span>
      ))}
    </>
  );
}
