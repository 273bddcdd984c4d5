import { findStep } from '../../model/find-step.ts';
import { useEditor } from '../../store/editor-store.ts';
import { toStepName } from '../cards/step-name.ts';
import { text } from '../strings.ts';
import styles from '../workflow-canvas.module.css';

/** How a connection is drawn with the keyboard, while one is. */
export function ConnectBar() {
  const workflow = useEditor((state) => state.workflow);
  const blocks = useEditor((state) => state.blocks);
  const connect = useEditor((state) => (state.connect?.typed === undefined ? undefined : state.connect));
  if (connect === undefined) return null;
  const nameOf = (id: string) => {
    const step = findStep(workflow, id)?.step;
    return step === undefined ? id : toStepName(step, blocks.get(step.process.block));
  };
  const from =
    connect.start.port === undefined
      ? nameOf(connect.start.stepId)
      : `${nameOf(connect.start.stepId)} (${connect.start.port})`;
  return (
    <div className={`${styles.bar} ${styles.connectBar}`} role="status">
      {connect.over === undefined
        ? text.connecting(from)
        : `${text.connecting(from)} ${text.connectTo(nameOf(connect.over))}`}
      {connect.typed === '' || connect.typed === undefined ? null : ` “${connect.typed}”`}
    </div>
  );
}
