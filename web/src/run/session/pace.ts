/** Share of the time that drawing may take; the rest is for what comes in. */
const DRAWING_SHARE = 0.3;
/** Longest pause between two pictures, in milliseconds. */
const MAX_PAUSE_MS = 500;

/** What a pace stands on. */
export interface PaceClock {
  now(): number;
  /** Calls back before the next picture is drawn. */
  frame(work: () => void): void;
  after(ms: number, work: () => void): void;
}

/** Calls back before a picture is drawn, at the next one or later. */
export type Pace = (work: () => void) => void;

/**
 * As many pictures as there is time for: after one that took long comes a pause, so that a run that tells 2,000 events a second is shown
 * as it is now and not as it was a minute ago.
 */
export function createPace(clock: PaceClock): Pace {
  let due: (() => void)[] = [];
  let isAsked = false;
  let notBefore = 0;

  const draw = (): void => {
    const works = due;
    due = [];
    isAsked = false;
    const begun = clock.now();
    for (const work of works) work();
    // What the works caused is drawn by then, too.
    clock.after(0, () => {
      const costMs = clock.now() - begun;
      notBefore = clock.now() + Math.min(MAX_PAUSE_MS, costMs / DRAWING_SHARE - costMs);
    });
  };
  return (work) => {
    due.push(work);
    if (isAsked) return;
    isAsked = true;
    const waitMs = notBefore - clock.now();
    if (waitMs <= 0) clock.frame(draw);
    else clock.after(waitMs, () => clock.frame(draw));
  };
}

/** The pace of this page; whatever follows runs shares it. */
export const paceOfPage: Pace = createPace({
  now: () => performance.now(),
  frame: (work) => void requestAnimationFrame(work),
  after: (ms, work) => void setTimeout(work, ms),
});
