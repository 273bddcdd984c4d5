import type { JsonValue } from '#contract/json.ts';
import type { TriggerStep } from '../trigger-step.ts';

/** An `event.run_finished` step of an active workflow version. */
export interface EventSpec {
  readonly workflowId: string;
  readonly version: number;
  readonly stepId: string;
  /** Workflows whose runs count; empty for all. */
  readonly sources: ReadonlySet<string>;
  readonly statuses: ReadonlySet<string>;
  /** Whether runs that another workflow called count. */
  readonly includeCalled: boolean;
}

const toTexts = (value: JsonValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string' && item !== '') : [];

/** What an `event.run_finished` step listens for. */
export function toEventSpec({ workflowId, version, stepId, inputs }: TriggerStep): EventSpec {
  const statuses = toTexts(inputs.statuses);
  return {
    workflowId,
    version,
    stepId,
    sources: new Set(toTexts(inputs.workflows)),
    statuses: new Set(statuses.length === 0 ? ['failed', 'timed-out'] : statuses),
    includeCalled: inputs.includeCalled === true,
  };
}

/** The ends of runs a spec listens for, as the database notes them. */
export function toListeners(
  spec: EventSpec,
): readonly { readonly stepId: string; readonly source: string; readonly status: string }[] {
  const sources = spec.sources.size === 0 ? [''] : [...spec.sources];
  return sources.flatMap((source) => Array.from(spec.statuses, (status) => ({ stepId: spec.stepId, source, status })));
}
