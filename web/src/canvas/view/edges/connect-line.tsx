import { inputAnchor, isFrame, outputAnchor, toPath } from '../../model/anchors.ts';
import { findStep } from '../../model/find-step.ts';
import { listPorts } from '../../model/ports.ts';
import { type EditorState, useEditor } from '../../store/editor-store.ts';
import { findConnectFault } from '../connect-fault.ts';
import styles from './edge.module.css';

/** The connection that is being drawn. */
export function ConnectLine() {
  const path = useEditor(toLine);
  const isRefused = useEditor((state) => {
    const { connect } = state;
    return connect?.over !== undefined && findConnectFault(state, connect.start, connect.over) !== undefined;
  });
  return path === undefined ? null : (
    <path className={styles.connecting} data-refused={isRefused || undefined} d={path} />
  );
}

/** The curve from the tied end to the step under the free one, or to where it is. */
function toLine({ connect, workflow, scene, blocks }: EditorState): string | undefined {
  if (connect === undefined) return undefined;
  const { start } = connect;
  const step = findStep(workflow, start.stepId)?.step;
  const box = scene.geometry.steps.get(start.stepId);
  if (step === undefined || box === undefined) return undefined;
  const over = connect.over === undefined ? undefined : scene.geometry.steps.get(connect.over);
  const overStep = connect.over === undefined ? undefined : findStep(workflow, connect.over)?.step;
  const overFrame = overStep !== undefined && isFrame(overStep);
  if (start.end === 'to') {
    const from = outputAnchor(box, listPorts(step, blocks), start.port, isFrame(step));
    return toPath({ from, to: over === undefined ? connect.at : inputAnchor(over, overFrame) });
  }
  const from = over === undefined ? connect.at : outputAnchor(over, [], undefined, overFrame);
  return toPath({ from, to: inputAnchor(box, isFrame(step)) });
}
