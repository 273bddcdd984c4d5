import { useLocalStorage } from '@mantine/hooks';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { RunDrawer } from '../drawer/run-drawer.tsx';
import { DetailPanel } from './detail-panel.tsx';
import classes from './page.module.css';
import type { RunBodyProps } from './run-body.tsx';
import { RunCanvas } from './run-canvas.tsx';
import { Splitter } from './splitter.tsx';
import { text } from './strings.ts';

const PANEL = { min: 300, max: 720 };
const DRAWER = { min: 120, max: 640 };

/** Canvas above the drawer, the panel on the right; the sizes are remembered. */
export function WideBody(props: RunBodyProps) {
  const { runId, store, storeError, selected } = props;
  const [height, setHeight] = useLocalStorage({
    key: 'flowright.run.drawer',
    defaultValue: 260,
    getInitialValueInEffect: false,
  });
  const [width, setWidth] = useLocalStorage({
    key: 'flowright.run.panel',
    defaultValue: 380,
    getInitialValueInEffect: false,
  });
  return (
    <div className={classes.wide} style={{ gridTemplateColumns: `minmax(0, 1fr) 1px ${width}px` }}>
      <div className={classes.left}>
        {store !== undefined ? (
          <RunCanvas store={store} runId={runId} iteration={selected.iteration} />
        ) : storeError !== null ? (
          <ErrorState error={storeError} />
        ) : (
          <SkeletonRows rows={6} />
        )}
        <Splitter label={text.resize} orientation="horizontal" size={height} onChange={setHeight} {...DRAWER} />
        <div className={classes.drawer} style={{ height }}>
          <RunDrawer runId={runId} path={selected.path} onPath={selected.select} />
        </div>
      </div>
      <Splitter label={text.resizePanel} orientation="vertical" size={width} onChange={setWidth} {...PANEL} />
      <aside className={classes.aside}>
        <DetailPanel {...props} />
      </aside>
    </div>
  );
}
