import { useEditor } from '../../store/editor-store.ts';
import { findConnectFault } from '../connect-fault.ts';
import styles from './card.module.css';

/** Why the connection may not end at this step. */
export function ConnectHint() {
  const fault = useEditor((state) => {
    const { connect } = state;
    return connect?.over === undefined ? undefined : findConnectFault(state, connect.start, connect.over);
  });
  return fault === undefined ? null : <div className={styles.hint}>{fault}</div>;
}
