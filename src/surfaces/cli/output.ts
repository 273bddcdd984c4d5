import type { JsonValue } from '#contract/json.ts';
import { createPaint, type Paint } from './colors.ts';
import { type Cell, type Column, toTableLines } from './table.ts';
import type { Terminal } from './terminal.ts';

/** Where a command's results go: what was asked for to stdout, everything about it to stderr. */
export interface Output {
  readonly json: boolean;
  /** Paint for stdout. */
  readonly paint: Paint;
  /** Paint for stderr. */
  readonly paintNote: Paint;
  /** A line of the result. */
  line(text?: string): void;
  /** A result a program may read. */
  value(value: JsonValue): void;
  /** One line of JSON, for streams of results. */
  jsonLine(value: JsonValue): void;
  table(columns: readonly Column[], rows: readonly (readonly (string | Cell)[])[]): void;
  /** A line about the work, on stderr; silent with `--json`. */
  note(text: string): void;
}

/** The output of one command. */
export function createOutput(terminal: Terminal, json: boolean): Output {
  const { stdout, stderr, env } = terminal;
  const paint = createPaint(stdout, env);
  const line = (text = '') => void stdout.write(`${text}\n`);
  return {
    json,
    paint,
    paintNote: createPaint(stderr, env),
    line,
    value: (value) => line(JSON.stringify(value, null, 2)),
    jsonLine: (value) => line(JSON.stringify(value)),
    table: (columns, rows) => {
      for (const text of toTableLines(columns, rows, (title) => paint('dim', title))) line(text);
    },
    note: (text) => {
      if (!json) stderr.write(`${text}\n`);
    },
  };
}
