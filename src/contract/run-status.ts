/** How a run can end. */
export const END_STATUSES = ['succeeded', 'failed', 'cancelled', 'timed-out'] as const;

/** How a run can be. `waiting`: every active step waits for time, a person or a call. `uncertain`: a person must say what an effect did. */
export const RUN_STATUSES = ['queued', 'running', 'waiting', 'uncertain', ...END_STATUSES] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** Whether the text is the status of a run. */
export function isRunStatus(text: string): text is RunStatus {
  return (RUN_STATUSES as readonly string[]).includes(text);
}
