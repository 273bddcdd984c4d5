import type { RetryPolicy } from '#contract/workflow.ts';
import { Field } from '../form/field.tsx';
import classes from '../form/form.module.css';
import type { PlacedProblem } from '../form/placed-problem.ts';
import { toJsonObject } from '../values/json-value.ts';
import { retryFields } from './process-fields.ts';
import { RetrySchedule } from './retry-schedule.tsx';
import { withDurations } from './use-commit.ts';

const DURATIONS = new Set(['delayMs', 'maxDelayMs']);

/** How often and when something is tried again, with the waits drawn. */
export function RetrySection(props: {
  readonly policy: RetryPolicy;
  /** What counts where the policy says nothing. */
  readonly inherited?: RetryPolicy | undefined;
  readonly problemsOf: (id: string) => readonly PlacedProblem[];
  readonly onCommit: Parameters<typeof withDurations>[1];
}) {
  const { policy, inherited = {}, problemsOf, onCommit } = props;
  const commit = withDurations(DURATIONS, onCommit);
  const given = toJsonObject(policy);
  const fallback = toJsonObject(inherited);
  return (
    <div className={classes.form}>
      {retryFields().map((field) => {
        const inheritedValue = fallback[field.id];
        return (
          <Field
            key={field.id}
            field={inheritedValue === undefined ? field : { ...field, default: inheritedValue }}
            value={given[field.id]}
            onCommit={commit}
            problems={problemsOf(field.id)}
          />
        );
      })}
      <RetrySchedule policy={{ ...inherited, ...policy }} />
    </div>
  );
}
