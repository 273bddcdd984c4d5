import { NumberInput, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { LoopView } from '../model/instance.ts';
import { toIterationPath } from '../model/path.ts';
import { AllIterations } from './all-iterations.tsx';
import { IterationsByStatus } from './iterations-by-status.tsx';
import classes from './loops.module.css';
import { text } from './strings.ts';
import { useLoopMark } from './use-loop-mark.ts';

type Shown = 'all' | 'failed' | 'running';

/** The iterations of a loop, however many: all in a virtual list, or those of one status; one opens when chosen. */
export function IterationsList(props: {
  readonly runId: string;
  readonly loopPath: string;
  readonly loop: LoopView;
  readonly lastSeq: number;
  /** Opens an iteration by its path, e.g. `each[3]`. */
  readonly onOpen: (iterationPath: string) => void;
}) {
  const { runId, loopPath, loop, lastSeq, onOpen } = props;
  const [shown, setShown] = useState<Shown>('all');
  const [target, setTarget] = useState<number>();
  const mark = useLoopMark(lastSeq);
  const open = (index: number): void => onOpen(toIterationPath(loopPath, index));
  const count = loop.count ?? loop.finished + 1;
  return (
    <div className={classes.loop}>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={text.show}
          value={shown}
          onChange={(next) => setShown(next as Shown)}
          data={[
            { value: 'all', label: text.all },
            { value: 'failed', label: text.failed },
            { value: 'running', label: text.running },
          ]}
        />
        {shown === 'all' && count > 20 && (
          <NumberInput
            size="xs"
            className={classes.jump}
            aria-label={text.jump}
            placeholder={text.jump}
            min={0}
            max={count - 1}
            allowDecimal={false}
            hideControls
            onChange={(value) => setTarget(typeof value === 'number' ? value : undefined)}
          />
        )}
        <span className={classes.summary}>{text.summary(loop.finished, loop.count, loop.failed)}</span>
      </div>
      {shown === 'all' ? (
        <AllIterations runId={runId} loopPath={loopPath} count={count} mark={mark} target={target} onOpen={open} />
      ) : (
        <IterationsByStatus key={shown} runId={runId} loopPath={loopPath} status={shown} mark={mark} onOpen={open} />
      )}
    </div>
  );
}
