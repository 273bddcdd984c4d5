import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { ScheduleRecord } from '#store/trigger-repository.ts';
import type { TriggerPorts } from '../ports.ts';
import type { CronTimes } from './cron-times.ts';
import { findNext, MAX_MISSED, planFires } from './plan-fires.ts';
import type { ScheduleSpec } from './schedule-spec.ts';

/** A clock set back by more than a correction: times come once more, and their keys tell them from new ones. In milliseconds. */
const SET_BACK_MS = 1_000;
/** Schedules that fire at the same time. */
const AT_ONCE = 50;

/** A schedule of an active workflow version, with its times. */
export interface ActiveSchedule {
  readonly spec: ScheduleSpec;
  readonly times: CronTimes;
}

interface Entry extends ActiveSchedule {
  record: ScheduleRecord;
  nextAt: number | undefined;
}

type SchedulerPorts = Pick<TriggerPorts, 'host' | 'journal' | 'repository' | 'clock' | 'log'>;

/** Fires schedules, in the process that leads. */
export interface Scheduler {
  /** Takes over what is active, and what the database remembers of it. */
  load(schedules: readonly ActiveSchedule[]): void;
  /** Fires what is due. */
  fire(): Promise<void>;
  /** When something is due next, in milliseconds since 1970 (UTC). */
  readonly nextAt: number | undefined;
}

/** What the run sees as `trigger`. */
export function toScheduleData(
  spec: ScheduleSpec,
  facts: {
    readonly at: number;
    readonly now: number;
    readonly previousAt: number | undefined;
    readonly manual: boolean;
  },
): JsonObject {
  return {
    step: spec.stepId,
    scheduledAt: new Date(facts.at).toISOString(),
    firedAt: new Date(facts.now).toISOString(),
    previousAt: facts.previousAt === undefined ? null : new Date(facts.previousAt).toISOString(),
    timeZone: spec.timeZone,
    manual: facts.manual,
  };
}

/** Makes a scheduler without schedules. */
export function createScheduler(ports: SchedulerPorts): Scheduler {
  const { host, journal, repository, clock, log } = ports;
  let entries: readonly Entry[] = [];
  let nextAt: number | undefined;

  function refreshNext(): void {
    nextAt = undefined;
    for (const { record, nextAt: at } of entries) {
      if (record.paused) continue;
      const due = record.queued.length > 0 ? clock.wall() : at;
      if (due !== undefined && (nextAt === undefined || due < nextAt)) nextAt = due;
    }
  }

  /** Whether the schedule may fire now, given the run before. */
  async function makeRoom({ spec, record }: Entry, key: string): Promise<'go' | 'skip' | 'wait'> {
    if (spec.overlap === 'allow' || record.lastRunId === undefined) return 'go';
    const before = journal.findRun(record.lastRunId);
    if (before === undefined || before.finishedAt !== undefined) return 'go';
    // A time that was fired for before a crash: its own run is no run before it.
    if (journal.findByKey(spec.workflowId, key) !== undefined) return 'go';
    if (spec.overlap === 'queue') return 'wait';
    if (spec.overlap === 'skip') return 'skip';
    try {
      await host.cancel(before.id, { by: spec.id, reason: 'The next run of its schedule is due.' });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'run-finished') throw error;
    }
    return 'go';
  }

  /** Starts the run of one time; once, however often it is asked. */
  async function fireFor(entry: Entry, at: number): Promise<'fired' | 'skipped' | 'waits'> {
    const { spec, record } = entry;
    const { workflowId, version, stepId } = spec;
    const key = `schedule:${workflowId}:${stepId}:${new Date(at).toISOString()}`;
    const room = await makeRoom(entry, key);
    if (room !== 'go') return room === 'wait' ? 'waits' : 'skipped';
    const facts = { at, now: clock.wall(), previousAt: record.lastAt, manual: false };
    const trigger = { kind: 'schedule', by: spec.id, data: toScheduleData(spec, facts) };
    const { runId } = await host.start({ workflowId, version, trigger, idempotencyKey: key });
    entry.record = { ...entry.record, lastAt: at, lastRunId: runId };
    return 'fired';
  }

  /** Fires for times in their order; answers those that must wait. */
  async function fireAll(entry: Entry, times: readonly number[]): Promise<readonly number[]> {
    const { id } = entry.spec;
    for (const [index, at] of times.entries()) {
      try {
        const outcome = await fireFor(entry, at);
        if (outcome === 'waits') return times.slice(index);
        if (outcome === 'skipped')
          log('info', 'A schedule did not fire: the run before has not ended.', { schedule: id, at });
      } catch (error) {
        const mayPass = error instanceof AppError && error.retry === 'later';
        const reason = error instanceof Error ? error.message : String(error);
        log(mayPass ? 'warn' : 'error', 'A schedule could not start its run.', { schedule: id, at, reason });
        if (mayPass) return times.slice(index);
      }
    }
    return [];
  }

  async function fireEntry(entry: Entry): Promise<void> {
    const { spec, times } = entry;
    const now = clock.wall();
    const before = entry.record;
    const cursor = before.cursorAt - now > SET_BACK_MS ? now : before.cursorAt;
    const due = planFires(spec, times, cursor, now);
    if (due.skipped > 0) log('warn', 'Times of a schedule were missed.', { schedule: spec.id, times: due.skipped });
    const waiting = await fireAll(entry, [...before.queued, ...due.times]);
    const queued = waiting.slice(-MAX_MISSED);
    entry.record = { ...entry.record, cursorAt: due.cursor, queued };
    entry.nextAt = findNext(spec, times, due.cursor);
    if (due.cursor !== before.cursorAt || queued.length !== before.queued.length)
      await repository.saveProgress(spec.workflowId, spec.stepId, entry.record);
  }

  function isDue({ record, nextAt: at }: Entry, now: number): boolean {
    if (record.paused) return false;
    return record.queued.length > 0 || (at !== undefined && at <= now) || record.cursorAt - now > SET_BACK_MS;
  }

  return {
    load(schedules) {
      const records = new Map(
        repository.listSchedules().map((record) => [`${record.workflowId}:${record.stepId}`, record]),
      );
      entries = schedules.flatMap(({ spec, times }) => {
        const record = records.get(spec.id);
        return record === undefined ? [] : [{ spec, times, record, nextAt: findNext(spec, times, record.cursorAt) }];
      });
      refreshNext();
    },
    async fire() {
      const now = clock.wall();
      const due = entries.filter((entry) => isDue(entry, now));
      for (let from = 0; from < due.length; from += AT_ONCE)
        await Promise.all(due.slice(from, from + AT_ONCE).map(fireEntry));
      if (due.length > 0) refreshNext();
    },
    get nextAt() {
      return nextAt;
    },
  };
}
