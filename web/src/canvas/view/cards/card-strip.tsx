import { StatusBadge } from '#web/ui/status-badge.tsx';
import type { StepMark } from '../../model/types.ts';
import styles from './card.module.css';

/** The strip below a card: how the step was or is, in shape, colour and words. */
export function CardStrip({ mark }: { readonly mark: StepMark }) {
  if (mark.status === undefined && mark.label === undefined && mark.progress === undefined) return null;
  return (
    <div className={styles.strip}>
      {mark.status === undefined ? null : (
        <StatusBadge status={mark.status} size="sm" label={mark.label === undefined} />
      )}
      {mark.label === undefined ? null : <span className={styles.stripText}>{mark.label}</span>}
      {mark.progress === undefined ? null : (
        <span className={styles.progress}>
          <span className={styles.progressDone} style={{ width: `${Math.round(mark.progress * 100)}%` }} />
        </span>
      )}
    </div>
  );
}
