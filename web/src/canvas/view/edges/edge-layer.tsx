import { ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import { ConnectLine } from './connect-line.tsx';
import styles from './edge.module.css';
import { EdgeView } from './edge-view.tsx';

/** The edges on the screen. Drawn by us rather than by React Flow, which would need both ends of each as elements of the page. */
export const EdgeLayer = memo(function EdgeLayer({ keys }: { readonly keys: readonly string[] }) {
  return (
    <ViewportPortal>
      <svg className={styles.layer} aria-hidden>
        {keys.map((key) => (
          <EdgeView key={key} id={key} />
        ))}
        <ConnectLine />
      </svg>
    </ViewportPortal>
  );
});
