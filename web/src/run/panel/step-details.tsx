import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { formatClock } from '#web/strings/format.ts';
import { DataView as ValueView } from '#web/ui/data-view.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { IterationsList } from '../loops/iterations-list.tsx';
import type { InstanceView } from '../model/instance.ts';
import type { StepProgress } from '../model/progress.ts';
import type { RunView } from '../model/run-view.ts';
import type { ToldLine } from '../session/told-lines.ts';
import { WaitView } from '../waits/wait-view.tsx';
import { AttemptsList } from './attempts-list.tsx';
import { ErrorView } from './error-view.tsx';
import { LiveOutput } from './live-output.tsx';
import classes from './panel.module.css';
import { Section } from './section.tsx';
import { text } from './strings.ts';
import { Timing } from './timing.tsx';
import { ToldLines } from './told-lines.tsx';
import type { FetchedDetail } from './use-instance.ts';

/** What is known of an instance, the urgent first: its question, its error, then its data. */
export function StepDetails(props: {
  readonly runId: string;
  readonly view: RunView;
  readonly row: InstanceView;
  readonly detail: FetchedDetail;
  readonly told: readonly ToldLine[];
  /** What it tells right now, while it runs. */
  readonly progress: StepProgress | undefined;
  readonly onSelect: (path: string | undefined) => void;
  readonly onRetry: () => void;
}) {
  const { runId, view, row, detail, told, progress, onSelect, onRetry } = props;
  const navigate = useNavigate();
  const { data } = detail;
  const error = row.error ?? data?.error;
  const lines = told.filter(({ path }) => path === row.path);
  const ran = view.steps.get(row.stepId)?.started ?? 1;
  const isOpen = row.endedAt === undefined;
  return (
    <div className={classes.body}>
      <WaitView runId={runId} row={row} sent={data?.input} />
      {progress !== undefined && isOpen && (
        <Section title={text.live}>
          <LiveOutput progress={progress} />
        </Section>
      )}
      {error !== undefined && (
        <Section title={isOpen ? text.lastAttempt : text.error}>
          <ErrorView
            error={error}
            workflowId={view.workflowId}
            stepId={row.stepId}
            onSelect={onSelect}
            {...(view.finishedAt === undefined ? {} : { onRetry })}
          />
        </Section>
      )}
      {row.simulated === true && <p className={classes.muted}>{text.simulated}</p>}
      {row.copied === true && <p className={classes.muted}>{text.copied}</p>}
      {row.pinned === true && <p className={classes.muted}>{text.pinned}</p>}
      {ran > 1 && <p className={classes.muted}>{text.instances(ran)}</p>}
      {row.loop !== undefined && (
        <Section title={text.iterations}>
          <IterationsList runId={runId} loopPath={row.path} loop={row.loop} lastSeq={row.lastSeq} onOpen={onSelect} />
        </Section>
      )}
      {row.childRunId !== undefined && (
        <Button
          size="xs"
          variant="default"
          className={classes.openRun}
          onClick={() => void navigate({ to: '/runs/$runId', params: { runId: row.childRunId ?? '' }, search: {} })}
        >
          {text.openRun}
        </Button>
      )}
      <Section title={text.input}>
        <Fetched detail={detail} value={data?.input} label={text.input} empty={text.noInput} />
      </Section>
      <Section title={text.output}>
        {row.ports !== undefined && <p className={classes.muted}>{text.portsTaken(row.ports.join(', '))}</p>}
        <Fetched
          detail={detail}
          value={data?.output}
          label={text.output}
          empty={isOpen ? text.noOutputYet : text.noOutput}
        />
      </Section>
      {row.errors.length > 1 || row.status === 'retrying' ? (
        <Section title={text.attempts}>
          <AttemptsList row={row} />
        </Section>
      ) : null}
      {lines.length > 0 && (
        <Section title={text.logs}>
          <ToldLines lines={lines} />
        </Section>
      )}
      {row.substeps.length > 0 && (
        <Section title={text.substeps}>
          <ol className={classes.told}>
            {row.substeps.map(({ key, at }) => (
              <li key={`${key} ${at}`}>
                <time className={classes.muted}>{formatClock(at)}</time> <code>{key}</code>
              </li>
            ))}
          </ol>
        </Section>
      )}
      <Section title={text.timing}>
        <Timing row={row} />
      </Section>
    </div>
  );
}

function Fetched(props: {
  readonly detail: FetchedDetail;
  readonly value: unknown;
  readonly label: string;
  readonly empty: string;
}) {
  const { detail, value, label, empty } = props;
  if (value !== undefined) return <ValueView value={value} label={label} maxHeight={320} />;
  if (detail.error !== null && detail.error !== undefined) {
    return <ErrorState compact error={detail.error} onRetry={detail.refetch} />;
  }
  return detail.isPending ? <SkeletonRows rows={3} height={24} /> : <p className={classes.muted}>{empty}</p>;
}
