import type { RunStatus } from '#contract/run-event.ts';
import type { Color, Paint } from './colors.ts';

/** How a step or run stands, as lines show it. */
export type Standing = RunStatus | 'retrying' | 'abandoned';

/** Told apart by shape as well as by colour. */
const MARKS: Readonly<Record<Standing, { readonly glyph: string; readonly color: Color }>> = {
  queued: { glyph: '○', color: 'dim' },
  running: { glyph: '▶', color: 'blue' },
  waiting: { glyph: '◷', color: 'cyan' },
  retrying: { glyph: '↻', color: 'yellow' },
  uncertain: { glyph: '?', color: 'magenta' },
  succeeded: { glyph: '✔', color: 'green' },
  failed: { glyph: '✖', color: 'red' },
  cancelled: { glyph: '⊘', color: 'yellow' },
  'timed-out': { glyph: '⧖', color: 'red' },
  abandoned: { glyph: '⊘', color: 'yellow' },
};

/** The sign of a status, painted. */
export function toMark(standing: Standing, paint: Paint): string {
  const { glyph, color } = MARKS[standing];
  return paint(color, glyph);
}

/** The status in words, with its sign, painted. */
export function toStatusText(standing: Standing, paint: Paint): string {
  const { glyph, color } = MARKS[standing];
  return paint(color, `${glyph} ${standing}`);
}
