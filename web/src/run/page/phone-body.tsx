import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { RunDrawer } from '../drawer/run-drawer.tsx';
import { DetailPanel } from './detail-panel.tsx';
import classes from './page.module.css';
import type { RunBodyProps } from './run-body.tsx';
import { RunCanvas } from './run-canvas.tsx';
import { StepList } from './step-list.tsx';
import { text } from './strings.ts';

type Shown = 'steps' | 'canvas' | 'timeline';

/** One thing below the other: the steps, or the canvas, or the timeline; what is selected takes their place until it is closed. */
export function PhoneBody(props: RunBodyProps) {
  const { runId, view, snapshot, workflow, store, selected } = props;
  const [shown, setShown] = useState<Shown>('steps');
  if (selected.path !== undefined) {
    return (
      <div className={classes.phonePanel}>
        <DetailPanel {...props} />
      </div>
    );
  }
  return (
    <div className={classes.phone}>
      <SegmentedControl
        fullWidth
        aria-label={text.view}
        value={shown}
        onChange={(next) => setShown(next as Shown)}
        data={[
          { value: 'steps', label: text.showSteps },
          { value: 'canvas', label: text.showCanvas },
          { value: 'timeline', label: text.showTimeline },
        ]}
      />
      {shown === 'steps' &&
        (workflow === undefined ? (
          <SkeletonRows rows={6} height={44} />
        ) : (
          <StepList
            workflow={workflow}
            view={view}
            progress={snapshot.progress}
            selected={selected.path}
            onSelect={selected.select}
          />
        ))}
      {shown === 'canvas' && store !== undefined && (
        <div className={classes.phoneCanvas}>
          <RunCanvas store={store} runId={runId} iteration={selected.iteration} />
        </div>
      )}
      {shown === 'timeline' && (
        <div className={classes.phoneCanvas}>
          <RunDrawer runId={runId} path={selected.path} onPath={selected.select} />
        </div>
      )}
    </div>
  );
}
