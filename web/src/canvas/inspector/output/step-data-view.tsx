import { Link } from '@tanstack/react-router';
import type { JsonValue } from '#contract/json.ts';
import type { StepData } from '#web/run/use-step-data.ts';
import { Ago } from '#web/ui/ago.tsx';
// biome-ignore lint/suspicious/noShadowRestrictedNames: the page's view of data; nothing here reads binary buffers
import { DataView } from '#web/ui/data-view.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import classes from '../inspector.module.css';
import { text } from '../strings.ts';

/** What a step got or gave last time, and in which run; values can be dragged into fields. */
export function StepDataView(props: {
  readonly data: StepData;
  readonly value: JsonValue | undefined;
  readonly label: string;
  readonly nothing: string;
  /** What comes before the paths of values that are dragged; none, and they are not for dragging. */
  readonly dragPrefix?: string;
  readonly maxHeight?: number;
}) {
  const { data, value, label, nothing, dragPrefix, maxHeight } = props;
  if (data.isLoading) return <SkeletonRows rows={4} />;
  if (data.status === undefined) return <p className={classes.hint}>{text.noData}</p>;
  return (
    <>
      <Origin data={data} />
      {value === undefined ? (
        <p className={classes.hint}>{nothing}</p>
      ) : (
        <DataView
          value={value}
          label={label}
          {...(dragPrefix === undefined ? {} : { dragPrefix })}
          {...(maxHeight === undefined ? {} : { maxHeight })}
        />
      )}
    </>
  );
}

function Origin({ data }: { readonly data: StepData }) {
  const { isSimulated, runId, at } = data;
  if (isSimulated) return <p className={classes.hint}>{text.simulated}</p>;
  if (runId === undefined) return null;
  return (
    <p className={classes.hint}>
      {text.ofRun}{' '}
      <Link to="/runs/$runId" params={{ runId }}>
        <code>{runId.slice(-6)}</code>
      </Link>
      {at === undefined ? null : (
        <>
          {', '}
          <Ago at={at} />
        </>
      )}
    </p>
  );
}
