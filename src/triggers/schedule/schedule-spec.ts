import { hash } from 'node:crypto';
import type { JsonValue } from '#contract/json.ts';
import type { TriggerStep } from '../trigger-step.ts';
import type { CronSpec } from './cron-times.ts';

/** What to do about times that passed while nothing was running. */
export type Misfire = 'skip' | 'once' | 'all';
/** What to do when the run before has not ended. */
export type Overlap = 'allow' | 'skip' | 'queue' | 'cancel';

/** A `schedule.cron` step of an active workflow version. */
export interface ScheduleSpec extends CronSpec {
  /** `workflowId:stepId` */
  readonly id: string;
  readonly workflowId: string;
  readonly version: number;
  readonly stepId: string;
  readonly misfire: Misfire;
  readonly overlap: Overlap;
  /** Longest random delay, in milliseconds. */
  readonly jitterMs: number;
}

const toText = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** The schedule of a `schedule.cron` step. */
export function toScheduleSpec({ workflowId, version, stepId, inputs }: TriggerStep): ScheduleSpec {
  const { misfire, overlap, jitter } = inputs;
  return {
    id: `${workflowId}:${stepId}`,
    workflowId,
    version,
    stepId,
    cron: String(inputs.cron ?? ''),
    timeZone: toText(inputs.timeZone) ?? 'UTC',
    startAt: toText(inputs.startAt),
    endAt: toText(inputs.endAt),
    misfire: misfire === 'skip' || misfire === 'all' ? misfire : 'once',
    overlap: overlap === 'skip' || overlap === 'queue' || overlap === 'cancel' ? overlap : 'allow',
    jitterMs: typeof jitter === 'number' ? jitter : 0,
  };
}

/** Tells whether two versions of a schedule fire at the same times. */
export function toTimesKey({ cron, timeZone, startAt, endAt }: CronSpec): string {
  return JSON.stringify([cron, timeZone, startAt ?? null, endAt ?? null]);
}

/** How much later than its time a schedule fires: random, but the same after a restart and in every process. */
export function toDelayMs({ id, jitterMs }: Pick<ScheduleSpec, 'id' | 'jitterMs'>, at: number): number {
  if (jitterMs === 0) return 0;
  return hash('sha256', `${id}:${at}`, 'buffer').readUInt32BE(0) % (jitterMs + 1);
}
