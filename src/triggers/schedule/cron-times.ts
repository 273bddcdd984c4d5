import { AppError } from '#contract/app-error.ts';

/** The times of a cron text in a time zone, in milliseconds since 1970 (UTC). */
export interface CronTimes {
  /** The first time after a moment. */
  next(after: number): number | undefined;
  /** Up to `count` times after a moment, soonest first. */
  list(after: number, count: number): readonly number[];
  /** Up to `count` of the last times up to a moment, that one included, oldest first. */
  last(until: number, count: number): readonly number[];
}

/** When a schedule fires. */
export interface CronSpec {
  readonly cron: string;
  readonly timeZone: string;
  /** Moments such as `2027-03-01T00:00:00`, in the time zone unless they name one. */
  readonly startAt: string | undefined;
  readonly endAt: string | undefined;
}

/** Makes times of cron texts. @throws AppError workflow-invalid */
export type CreateCronTimes = (spec: CronSpec) => CronTimes;

/**
 * Loads the library that knows cron texts. A time that a change of the clocks leaves out fires at the first moment after it; one that
 * comes twice fires once, unless the text names many times (`*`, lists, steps), which fire as often as their wall clock time comes.
 */
export async function loadCronTimes(): Promise<CreateCronTimes> {
  const { Cron } = await import('croner');
  return ({ cron, timeZone, startAt, endAt }) => {
    let job: InstanceType<typeof Cron>;
    try {
      job = new Cron(cron, {
        paused: true,
        mode: '5-or-6-parts',
        timezone: timeZone,
        ...(startAt === undefined ? {} : { startAt }),
        ...(endAt === undefined ? {} : { stopAt: endAt }),
      });
      job.nextRun();
    } catch (error) {
      const reason = error instanceof Error ? error.message.replace(/^\w+: /, '') : String(error);
      throw new AppError('workflow-invalid', `The schedule "${cron}" (${timeZone}) has no times: ${reason}`, {
        cause: error,
      });
    }
    const toMs = (dates: readonly Date[]) => dates.map((date) => date.getTime());
    return {
      next: (after) => job.nextRun(new Date(after))?.getTime(),
      list: (after, count) => toMs(job.nextRuns(count, new Date(after))),
      // The library leaves the moment itself out and looks at whole seconds, so one more is asked for, from a second later.
      last: (until, count) =>
        toMs(job.previousRuns(count + 1, new Date(until + 1_000)))
          .filter((at) => at <= until)
          .slice(0, count)
          .reverse(),
    };
  };
}
