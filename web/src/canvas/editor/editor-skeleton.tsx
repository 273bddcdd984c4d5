import { Skeleton } from '@mantine/core';
import canvas from '../view/workflow-canvas.module.css';
import styles from './editor.module.css';
import { text } from './strings.ts';
import bar from './top-bar.module.css';

/** The editor's shape while it loads. */
export function EditorSkeleton() {
  return (
    <main className={styles.page} aria-busy aria-label={text.loading}>
      <div className={bar.bar}>
        <Skeleton width={220} height={18} />
        <span className={bar.space} />
        <Skeleton width={240} height={28} />
      </div>
      <div className={styles.work}>
        <div className={canvas.canvas} />
      </div>
    </main>
  );
}
