/** A stretch of time that is shown, in milliseconds since 1970. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** The least that is shown at once. */
const MIN_SPAN_MS = 1;
const STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
  900_000, 1_800_000, 3_600_000, 7_200_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000,
];

/** Place of a time in a window, 0 at its beginning and 1 at its end; outside of that when the time is. */
export function toShare(at: number, { from, to }: TimeWindow): number {
  return (at - from) / Math.max(MIN_SPAN_MS, to - from);
}

/** Bar of a stretch of time: where it begins and how long it is, in shares of the window; undefined when it cannot be seen. */
export function toBar(
  from: number,
  to: number,
  window: TimeWindow,
): { readonly left: number; readonly width: number } | undefined {
  const left = Math.max(0, toShare(from, window));
  const right = Math.min(1, toShare(Math.max(from, to), window));
  return left > 1 || right < 0 ? undefined : { left, width: Math.max(0, right - left) };
}

/** Marks of the axis: round distances from the beginning of the run, at most `count` of them. */
export function toTicks(window: TimeWindow, origin: number, count: number): readonly number[] {
  const span = Math.max(MIN_SPAN_MS, window.to - window.from);
  const days = Math.max(1, Math.ceil(span / count / 86_400_000));
  const step = STEPS.find((size) => span / size <= count) ?? days * 86_400_000;
  const first = Math.ceil((window.from - origin) / step) * step;
  const ticks: number[] = [];
  for (let distance = first; origin + distance <= window.to; distance += step) ticks.push(origin + distance);
  return ticks;
}

/** The window zoomed around a place in it (0 to 1); never beyond the whole, never below a millisecond. */
export function zoomWindow(window: TimeWindow, factor: number, anchor: number, whole: TimeWindow): TimeWindow {
  const span = window.to - window.from;
  const next = Math.min(whole.to - whole.from, Math.max(MIN_SPAN_MS, span / factor));
  const from = window.from + (span - next) * anchor;
  return clampWindow({ from, to: from + next }, whole);
}

/** The window moved by a share of its width; it stays inside the whole. */
export function panWindow(window: TimeWindow, share: number, whole: TimeWindow): TimeWindow {
  const by = (window.to - window.from) * share;
  return clampWindow({ from: window.from + by, to: window.to + by }, whole);
}

function clampWindow({ from, to }: TimeWindow, whole: TimeWindow): TimeWindow {
  const span = Math.min(to - from, whole.to - whole.from);
  const begin = Math.min(Math.max(from, whole.from), whole.to - span);
  return { from: begin, to: begin + span };
}
