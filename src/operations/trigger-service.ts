import type { JsonObject } from '#contract/json.ts';

/** A schedule: a `schedule.cron` step of an active workflow version. */
export interface Schedule {
  /** `workflowId:stepId` */
  readonly id: string;
  readonly workflowId: string;
  readonly version: number;
  readonly stepId: string;
  /** Cron pattern. */
  readonly cron: string;
  /** IANA time zone. */
  readonly timeZone: string;
  readonly paused: boolean;
  /** Milliseconds since 1970 (UTC); undefined when it never fires again or is paused. */
  readonly nextAt: number | undefined;
  readonly lastAt: number | undefined;
  readonly lastRunId: string | undefined;
}

/** The version of a workflow whose triggers fire. */
export interface Activation {
  readonly workflowId: string;
  readonly version: number;
  readonly activatedAt: number;
  /** Triggers it has, by step: webhook addresses, schedules, events. */
  readonly triggers: readonly { readonly stepId: string; readonly block: string; readonly summary: string }[];
}

/** Triggers as operations see them. */
export interface TriggerService {
  /** Makes a version's triggers fire, and those of the version before no more. @throws AppError workflow-not-found, version-not-found, workflow-invalid, conflict */
  activate(workflowId: string, version?: number): Promise<Activation>;
  deactivate(workflowId: string): Promise<void>;
  findActivation(workflowId: string): Activation | undefined;
  listActivations(): readonly Activation[];
  listSchedules(filter: { readonly workflowId?: string }): readonly Schedule[];
  /** The next times a schedule fires, in milliseconds since 1970 (UTC). @throws AppError schedule-not-found */
  nextTimes(scheduleId: string, count: number): readonly number[];
  setPaused(scheduleId: string, paused: boolean): Promise<Schedule>;
  /** Fires a schedule at once, besides its times. */
  runNow(scheduleId: string): Promise<{ readonly runId: string }>;
  /** Example of what a trigger hands to the run, for the editor. */
  sample(block: string): JsonObject;
}
