import type { LiveRun } from './live-run.ts';

/** Commands of one run before the others get a turn. */
const TURN = 64;

/**
 * Gives runs their turns on the main thread: round robin, in slices short enough that I/O and timers are never late.
 * `step` does one thing of a run and answers whether there was one; `rest` is told when a run has nothing left to do for now.
 */
export class Scheduler {
  readonly #step: (run: LiveRun) => boolean;
  readonly #rest: (run: LiveRun) => void;
  readonly #sliceMs: number;
  #queue: LiveRun[] = [];
  #armed = false;
  #working = false;
  /** End of the slice that turns outside of `work` share, until the event loop turns. */
  #inlineUntil: number | undefined;
  #paused: Promise<void> | undefined;
  #stopped = false;

  constructor(options: { step: (run: LiveRun) => boolean; rest: (run: LiveRun) => void; sliceMs: number }) {
    this.#step = options.step;
    this.#rest = options.rest;
    this.#sliceMs = options.sliceMs;
  }

  /** Puts a run in the queue, if it is not there. */
  schedule(run: LiveRun): void {
    if (run.scheduled || this.#stopped) return;
    run.scheduled = true;
    this.#queue.push(run);
    this.#arm();
  }

  /** Works until the queue is empty or the slice is over; the rest follows in the next turn of the event loop. */
  work(): void {
    if (this.#stopped || this.#paused !== undefined) return;
    this.#working = true;
    const until = performance.now() + this.#sliceMs;
    let at = 0;
    while (at < this.#queue.length) {
      const run = this.#queue[at++];
      if (run !== undefined) this.#turn(run, until);
      if (this.#paused !== undefined || performance.now() >= until) break;
    }
    this.#working = false;
    this.#queue = at < this.#queue.length ? this.#queue.slice(at) : [];
    if (this.#queue.length > 0) this.#arm();
  }

  /**
   * Gives a run a turn at once, unless all are held. Callers that follow one another without a turn of the event loop between
   * them (a hundred answers to one commit, each starting the next run) share one slice; the rest is scheduled.
   */
  turn(run: LiveRun): void {
    if (this.#stopped || this.#paused !== undefined || this.#working) {
      this.schedule(run);
      return;
    }
    const now = performance.now();
    if (this.#inlineUntil === undefined) {
      this.#inlineUntil = now + this.#sliceMs;
      setImmediate(() => {
        this.#inlineUntil = undefined;
      });
    }
    if (now < this.#inlineUntil) this.#turn(run, this.#inlineUntil);
    else this.schedule(run);
  }

  #turn(run: LiveRun, until: number): void {
    run.scheduled = false;
    for (let done = 0; done < TURN; done++) {
      if (!this.#step(run)) {
        this.#rest(run);
        return;
      }
      if ((done & 7) === 7 && performance.now() >= until) break;
    }
    this.#rest(run);
    this.schedule(run);
  }

  /** Holds all runs until `gate` is settled, e.g. because the disk cannot follow. */
  pause(gate: Promise<void>): void {
    const paused = gate.finally(() => {
      if (this.#paused === paused) this.#paused = undefined;
      this.#arm();
    });
    paused.catch(() => undefined);
    this.#paused = paused;
  }

  get isPaused(): boolean {
    return this.#paused !== undefined;
  }

  stop(): void {
    this.#stopped = true;
    this.#queue = [];
  }

  #arm(): void {
    if (this.#armed || this.#stopped || this.#queue.length === 0) return;
    this.#armed = true;
    setImmediate(() => {
      this.#armed = false;
      this.work();
    });
  }
}
