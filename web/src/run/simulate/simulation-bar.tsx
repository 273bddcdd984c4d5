import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { FlaskConical, X } from 'lucide-react';
import type { EditorBlock } from '#web/canvas/store/editor-store.ts';
import { eachStep } from '../model/each-step.ts';
import { timingsQuery } from '../queries.ts';
import { estimateRun } from './estimate.ts';
import classes from './simulate.module.css';
import type { SimulationResult } from './simulation-data.ts';
import { text } from './strings.ts';
import { WrittenValues } from './written-values.tsx';

/** What the simulation on the canvas says: how it would end, what it would have done to the world, how long it would take. */
export function SimulationBar(props: {
  readonly result: SimulationResult;
  readonly blocks: ReadonlyMap<string, Pick<EditorBlock, 'effect'>>;
  /** Whether the document was changed since. */
  readonly isStale: boolean;
  readonly onAgain: () => void;
  readonly onExit: () => void;
  readonly onSelect: (stepId: string) => void;
}) {
  const { result, blocks, isStale, onAgain, onExit, onSelect } = props;
  const { workflow, status, error, steps, reads, moreEvents } = result;
  const timings = useQuery(timingsQuery(workflow.id));
  const estimate = timings.data === undefined ? undefined : estimateRun(workflow, steps, timings.data.steps);
  const names = new Map([...eachStep(workflow)].map(({ id, name }) => [id, name ?? id]));
  const writes = listWrites(result, blocks);
  const total = writes.reduce((sum, [, count]) => sum + count, 0);
  const title = status === 'succeeded' ? text.wouldSucceed : status === 'failed' ? text.wouldFail : text.wouldEnd;
  return (
    <section className={classes.bar} aria-label={text.bar} aria-live="polite">
      <FlaskConical size={16} aria-hidden="true" className={classes.icon} />
      <div className={classes.words}>
        <strong>{title}</strong>
        {error !== undefined && <span className={classes.error}>{error.message}</span>}
        <span>
          {total === 0 ? text.writesNothing : text.wouldWrite(total)}{' '}
          {writes.map(([id, count]) => (
            <button key={id} type="button" className={classes.step} onClick={() => onSelect(id)}>
              {names.get(id) ?? id}
              {text.times(count)}
            </button>
          ))}
        </span>
        {total > 0 && (
          <WrittenValues data={result.data} steps={writes.map(([id]) => ({ id, name: names.get(id) ?? id }))} />
        )}
        <span className={classes.muted}>{reads ? text.reads : text.sampledReads}</span>
        {!timings.isPending && (
          <span className={classes.muted}>
            {estimate === undefined ? text.noHistory : text.estimate(estimate.p50Ms, estimate.p95Ms)}
            {estimate !== undefined &&
              estimate.unknown.length > 0 &&
              `, ${text.estimateUnknown(estimate.unknown.length)}`}
          </span>
        )}
        {moreEvents > 0 && <span className={classes.muted}>{text.cut(moreEvents)}</span>}
        {isStale && <span className={classes.stale}>{text.stale}</span>}
      </div>
      <Button size="xs" variant="default" onClick={onAgain}>
        {text.again}
      </Button>
      <Button size="xs" variant="subtle" leftSection={<X size={14} aria-hidden="true" />} onClick={onExit}>
        {text.exit}
      </Button>
    </section>
  );
}

/** The steps that would have changed the world, and how often; reads that were sampled are none of them. */
function listWrites(
  { workflow, simulated }: SimulationResult,
  blocks: ReadonlyMap<string, Pick<EditorBlock, 'effect'>>,
): readonly (readonly [string, number])[] {
  return [...eachStep(workflow)].flatMap(({ id, process }) => {
    const effect = blocks.get(process.block)?.effect;
    const count = simulated.get(id) ?? 0;
    return count > 0 && effect !== 'read' && effect !== 'pure' ? [[id, count] as const] : [];
  });
}
