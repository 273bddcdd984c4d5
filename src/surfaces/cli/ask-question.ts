import { createInterface } from 'node:readline';
import type { JsonValue } from '#contract/json.ts';
import type { Answer } from '#hosts/host.ts';
import type { Question } from './answer-hint.ts';
import type { Paint } from './colors.ts';
import { toLine, toPrintable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import { toShortJson } from './trim-json.ts';

const MAX_MESSAGE = 2_000;

const DECISIONS: ReadonlyMap<string, 'retry' | 'succeeded' | 'failed'> = new Map([
  ['r', 'retry'],
  ['retry', 'retry'],
  ['s', 'succeeded'],
  ['succeeded', 'succeeded'],
  ['f', 'failed'],
  ['failed', 'failed'],
]);

/**
 * Asks a person on the terminal. Resolves to the answer, or undefined when they leave it for later, input ends, or the signal aborts.
 */
export async function askQuestion(
  question: Question,
  terminal: Terminal,
  paint: Paint,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  const { stdin, stderr } = terminal;
  if (question.wait.kind === 'callback') return undefined;
  for (const line of toIntroduction(question, paint)) stderr.write(`${line}\n`);
  // Without `terminal` the line stays the system's own: Ctrl-C still is a signal.
  const reader = createInterface({ input: stdin, terminal: false });
  const lines = reader[Symbol.asyncIterator]();
  const onAbort = () => reader.close();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    for (;;) {
      stderr.write(toPrompt(question));
      const next = await lines.next();
      if (next.done === true || signal.aborted) return undefined;
      const reply = readReply(question, next.value.trim());
      if (typeof reply !== 'string') return reply.answer;
      stderr.write(`  ${reply}\n`);
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    reader.close();
  }
}

function toIntroduction({ path, wait }: Question, paint: Paint): readonly string[] {
  if (wait.kind === 'uncertain')
    return ['', `${paint('magenta', '?')} ${path} was cut off. Did its effect happen? Look before you answer.`];
  if (wait.kind === 'callback') return [];
  const lines = ['', `${paint('cyan', '?')} ${paint('bold', toLine(wait.title, 300))} ${paint('dim', path)}`];
  if (wait.message !== undefined)
    lines.push(`  ${toPrintable(wait.message.slice(0, MAX_MESSAGE)).replaceAll('\n', '\n  ')}`);
  if (wait.context !== undefined) lines.push(`  ${paint('dim', toShortJson(wait.context, MAX_MESSAGE))}`);
  if (wait.schema !== undefined) lines.push(`  Form: ${toShortJson(wait.schema, MAX_MESSAGE)}`);
  return lines;
}

function toPrompt({ wait }: Question): string {
  if (wait.kind === 'uncertain') return '  [r]etry it, it [s]ucceeded, it [f]ailed, or [l]ater: ';
  if (wait.kind === 'approval' && wait.schema !== undefined)
    return '  The form as JSON to approve, [n]o and why, or [l]ater: ';
  return '  [y]es, [n]o, each with a comment if you like, or [l]ater: ';
}

/** What a typed line means; text says why it means nothing. */
function readReply({ path, wait }: Question, line: string): { readonly answer: Answer | undefined } | string {
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(line) ?? [];
  const choice = word.toLowerCase();
  if (choice === 'l' || choice === 'later') return { answer: undefined };
  const by = 'cli';
  if (wait.kind === 'uncertain') {
    const decision = DECISIONS.get(choice);
    return decision === undefined ? 'Answer r, s, f or l.' : { answer: { kind: 'decision', path, decision, by } };
  }
  const give = (data: JsonValue) => ({ answer: { kind: 'answer', path, data, by } as const });
  const comment = rest === '' ? {} : { comment: rest };
  if (choice === 'n' || choice === 'no') return give({ approved: false, ...comment });
  if (wait.kind === 'approval' && wait.schema !== undefined) {
    try {
      return give({ approved: true, answer: JSON.parse(line) as JsonValue });
    } catch {
      return 'This is not JSON. Give the form, e.g. {"amount": 5}, or n or l.';
    }
  }
  return choice === 'y' || choice === 'yes' ? give({ approved: true, ...comment }) : 'Answer y, n or l.';
}
