import type { BlockInput } from '#contract/block.ts';
import { formatDuration } from '#web/strings/format.ts';
import { text } from '../strings.ts';
import { toPlainField } from '../values/schema-field.ts';
import { RETRY_DEFAULTS } from './retry-waits.ts';

/** A year: the longest time a document may name. */
const MAX_MS = 31_622_400_000;

const FIXED = { expressions: false } as const;

/** What a step is for. */
export function descriptionField(): BlockInput {
  return toPlainField('description', 'text', {
    ...FIXED,
    label: text.description,
    placeholder: text.descriptionHint,
    max: 10_000,
  });
}

/** The time limit of one attempt. */
export function timeoutField(blockMs: number | undefined): BlockInput {
  return toPlainField('timeoutMs', 'duration', {
    ...FIXED,
    label: text.timeout,
    max: MAX_MS,
    ...(blockMs === undefined ? {} : { description: text.timeoutHint(formatDuration(blockMs)), default: blockMs }),
  });
}

/** How often and when a step is tried again. */
export function retryFields(): readonly BlockInput[] {
  return [
    toPlainField('maxAttempts', 'integer', {
      ...FIXED,
      label: text.retries,
      description: text.retriesHint,
      min: 1,
      max: 100,
      default: RETRY_DEFAULTS.maxAttempts,
    }),
    toPlainField('delayMs', 'duration', { ...FIXED, label: text.delay, max: MAX_MS, default: RETRY_DEFAULTS.delayMs }),
    toPlainField('backoff', 'select', {
      ...FIXED,
      label: text.backoff,
      default: RETRY_DEFAULTS.backoff,
      options: [
        { value: 'exponential', label: text.backoffExponential },
        { value: 'fixed', label: text.backoffFixed },
      ],
    }),
    toPlainField('maxDelayMs', 'duration', {
      ...FIXED,
      label: text.maxDelay,
      max: MAX_MS,
      default: RETRY_DEFAULTS.maxDelayMs,
    }),
  ];
}

/** What follows the last failed attempt. */
export function onErrorField(): BlockInput {
  return toPlainField('onError', 'select', {
    ...FIXED,
    label: text.onError,
    default: 'fail',
    options: [
      { value: 'fail', label: text.onErrorFail, description: text.onErrorFailHint },
      { value: 'continue', label: text.onErrorContinue, description: text.onErrorContinueHint },
      { value: 'branch', label: text.onErrorBranch, description: text.onErrorBranchHint },
    ],
  });
}

/** What follows a crash in the middle of an effect. */
export function onUncertainField(): BlockInput {
  return toPlainField('onUncertain', 'select', {
    ...FIXED,
    label: text.onUncertain,
    description: text.onUncertainHint,
    default: 'ask',
    options: [
      { value: 'ask', label: text.askUncertain, description: text.askUncertainHint },
      { value: 'retry', label: text.retryUncertain, description: text.retryUncertainHint },
      { value: 'fail', label: text.failUncertain, description: text.failUncertainHint },
    ],
  });
}

/** How several incoming edges are waited for. */
export function joinField(): BlockInput {
  return toPlainField('join', 'select', {
    ...FIXED,
    label: text.join,
    default: 'all',
    options: [
      { value: 'all', label: text.joinAll, description: text.joinAllHint },
      { value: 'any', label: text.joinAny, description: text.joinAnyHint },
    ],
  });
}

/** Whether the step does nothing. */
export function disabledField(): BlockInput {
  return toPlainField('disabled', 'boolean', {
    ...FIXED,
    label: text.disabled,
    description: text.disabledHint,
    default: false,
  });
}

/** What a loop's inputs are about: the data it goes over, or how it goes over it. */
export function splitLoopFields(fields: readonly BlockInput[]): {
  readonly data: readonly BlockInput[];
  readonly settings: readonly BlockInput[];
} {
  const isData = ({ type }: BlockInput) => type === 'json' || type === 'array' || type === 'object';
  return { data: fields.filter(isData), settings: fields.filter((field) => !isData(field)) };
}
