import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import { createPaint } from './colors.ts';
import { toPrintable } from './printable.ts';
import type { Terminal } from './terminal.ts';

const CAUSES_SHOWN = 5;

/**
 * Tells a person, or with `json` a program, why a command failed. Anything but an AppError is a defect: it is named `internal`,
 * and its stack shows with FLOWRIGHT_DEBUG=1 only.
 */
export function reportError(error: unknown, terminal: Terminal, json: boolean): void {
  const { stdout, stderr, env } = terminal;
  const { code, message, data } = toReport(error);
  if (json)
    stdout.write(`${JSON.stringify({ error: { code, message, ...(data === undefined ? {} : { data }) } }, null, 2)}\n`);
  else {
    const paint = createPaint(stderr, env);
    const [first = '', ...rest] = toPrintable(message).split('\n');
    stderr.write(`${paint('red', '✖')} ${first} ${paint('dim', `(${code})`)}\n`);
    for (const line of rest) stderr.write(`  ${line}\n`);
  }
  if (env.FLOWRIGHT_DEBUG === '1') for (const stack of toStacks(error)) stderr.write(`${stack}\n`);
}

function toReport(error: unknown): {
  readonly code: string;
  readonly message: string;
  readonly data: JsonObject | undefined;
} {
  if (error instanceof AppError) return { code: error.code, message: error.message, data: error.data };
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `Something in Flowright broke: ${reason}\nSet FLOWRIGHT_DEBUG=1 and try again to see where, and please report it.`,
    data: undefined,
  };
}

function toStacks(error: unknown): readonly string[] {
  const stacks: string[] = [];
  for (let cause = error; cause instanceof Error && stacks.length < CAUSES_SHOWN; cause = cause.cause) {
    stacks.push(`${stacks.length === 0 ? '' : 'Caused by '}${cause.stack ?? cause.message}`);
  }
  return stacks;
}
