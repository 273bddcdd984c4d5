import type { ActiveTriggers } from './active-triggers.ts';
import { createEventDrain } from './event/event-drain.ts';
import type { EventSpec } from './event/event-spec.ts';
import { createLeader } from './leader.ts';
import type { TriggerPorts } from './ports.ts';
import { type ActiveSchedule, createScheduler } from './schedule/scheduler.ts';

/** Longest sleep: how soon a clock that was set, and what other processes did, are noticed. In milliseconds. */
const SLEEP_MS = 1_000;

/** Fires schedules and events, round after round. */
export interface TriggerLoop {
  /** Takes over what is active. */
  load(active: ActiveTriggers): void;
  start(): void;
  /** Something may be due before it was expected. */
  wake(): void;
  /** Resolves when the round under way is over. */
  stop(): Promise<void>;
}

/** Makes a loop that stands still. `refresh` is called each round, to notice what other processes changed. */
export function createTriggerLoop(ports: TriggerPorts, refresh: () => Promise<void>): TriggerLoop {
  const { host, clock, log } = ports;
  const leader = createLeader(ports);
  const scheduler = createScheduler(ports);
  const events = createEventDrain(ports);
  let schedules: readonly ActiveSchedule[] = [];
  let specs: readonly EventSpec[] = [];
  let isRunning = false;
  let isBusy = false;
  /** Something happened during the round under way. */
  let isAwake = false;
  let round: Promise<void> = Promise.resolve();
  let stopTimer: () => void = () => undefined;
  let stopWatching: (() => void) | undefined;

  /** Ends of runs in this process are acted on at once; watching costs something, so only while somebody listens. */
  function watch(): void {
    if (!isRunning || specs.length === 0) {
      stopWatching?.();
      stopWatching = undefined;
      return;
    }
    stopWatching ??= host.watch((entry) => {
      if (entry.kind === 'events' && entry.events.some(({ event }) => event.type === 'run-finished')) wake();
    });
  }

  async function goRound(): Promise<void> {
    await refresh();
    if (schedules.length === 0 && specs.length === 0) return;
    const { leads, isNew } = await leader.ensure();
    if (!leads) return;
    // Another process may have fired meanwhile.
    if (isNew) scheduler.load(schedules);
    await scheduler.fire();
    await events.drain(specs);
  }

  function sleep(longMs: number): void {
    isBusy = false;
    if (!isRunning) return;
    const untilNext = (scheduler.nextAt ?? Number.POSITIVE_INFINITY) - clock.wall();
    const delayMs = isAwake ? 0 : Math.min(SLEEP_MS, Math.max(untilNext, 1));
    stopTimer = clock.after(Math.max(delayMs, longMs), run);
  }

  function run(): void {
    isBusy = true;
    isAwake = false;
    round = goRound().then(
      () => sleep(0),
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        log('warn', 'Schedules and events could not be looked after; it is tried again.', { reason });
        // A lasting failure must not keep the process busy.
        sleep(SLEEP_MS);
      },
    );
  }

  function wake(): void {
    if (isRunning) isAwake = true;
    if (!isRunning || isBusy) return;
    stopTimer();
    run();
  }

  return {
    load(active) {
      const all = [...active.workflows.values()];
      schedules = all.flatMap((one) => one.schedules);
      specs = all.flatMap((one) => one.triggers.events);
      scheduler.load(schedules);
      watch();
    },
    start() {
      if (isRunning) return;
      isRunning = true;
      watch();
      run();
    },
    wake,
    async stop() {
      if (!isRunning) return;
      isRunning = false;
      stopTimer();
      watch();
      await round;
      await leader.release();
    },
  };
}
