import type { LogLine } from './javascript-protocol.ts';

/** Longest line kept of one `console` call. */
export const MAX_LINE_CHARS = 4_000;
const MAX_LINES = 1_000;
const MAX_CHARS = 256 * 1_024;

/** Passes lines on until there are too many; `close` then says how many were not kept. */
export function createBoundedLog(write: (line: LogLine) => void) {
  let lines = 0;
  let chars = 0;
  let dropped = 0;
  return {
    write: (line: LogLine): void => {
      if (lines >= MAX_LINES || chars >= MAX_CHARS) {
        dropped++;
        return;
      }
      lines++;
      chars += line.text.length;
      write(line);
    },
    close: (): void => {
      if (dropped > 0) write({ level: 'warn', text: `${dropped} more lines were not kept.` });
    },
  };
}
