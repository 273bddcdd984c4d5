import { toLine } from '../printable.ts';
import type { TextSink } from '../terminal.ts';

/** The last line of a terminal, drawn over and over; nothing where there is no terminal. */
export interface StatusLine {
  /** Draws the text, not more often than the eye sees unless `force`. */
  draw(text: string, force: boolean): void;
  clear(): void;
}

const LEAST_MS = 80;
const CLEAR = '\r\u001b[2K';

export function createStatusLine(sink: TextSink, now: () => number): StatusLine {
  let shown = '';
  let drawnAt = Number.NEGATIVE_INFINITY;
  const clear = () => {
    if (shown !== '') sink.write(CLEAR);
    shown = '';
  };
  return {
    clear,
    draw: (text, force) => {
      if (sink.isTTY !== true || (!force && now() - drawnAt < LEAST_MS)) return;
      // One column stays free: a full line would wrap, and only its last row would be cleared.
      const line = toLine(text, Math.max(10, (sink.columns ?? 80) - 1));
      drawnAt = now();
      if (line === shown) return;
      clear();
      if (line !== '') sink.write(line);
      shown = line;
    },
  };
}
