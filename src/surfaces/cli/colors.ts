import type { Terminal, TextSink } from './terminal.ts';

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36 } as const;

export type Color = keyof typeof CODES;

/** Paints text; gives it back unchanged where colours are not wanted. */
export type Paint = (color: Color, text: string) => string;

/** Colours only on a terminal, never with NO_COLOR, always with FORCE_COLOR. */
export function createPaint(sink: TextSink, env: Terminal['env']): Paint {
  const isForced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '' && env.FORCE_COLOR !== '0';
  const isRefused = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  if (isRefused || !(isForced || sink.isTTY === true)) return (_, text) => text;
  return (color, text) => `\u001b[${CODES[color]}m${text}\u001b[0m`;
}
