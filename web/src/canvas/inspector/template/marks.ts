import type { Diagnostic } from '@codemirror/lint';
import type { PlacedProblem } from '../form/placed-problem.ts';
import { scanTemplate, type Token } from './scan-template.ts';

/** The last name of a text that a message speaks of, beyond the expression it quotes. */
function findNamed(text: string, tokens: readonly Token[], message: string): Token | undefined {
  const words = new Set(message.replace(/`[^`]*`/g, ' ').match(/[\p{L}\p{N}_]+/gu));
  return tokens.findLast(({ kind, from, to }) => kind === 'name' && words.has(text.slice(from, to)));
}

/** Where the problems of a text are to be marked: the piece at their offset, else the name they are about. */
export function toMarks(text: string, problems: readonly PlacedProblem[]): readonly Diagnostic[] {
  const whole = problems.filter(({ below = '' }) => below === '');
  if (whole.length === 0 || text === '') return [];
  const { tokens } = scanTemplate(text);
  return whole.flatMap(({ offset, severity, message, hint }) => {
    // What is missing at the end is marked at what comes before.
    const at = offset === undefined ? undefined : Math.min(offset, text.length - 1);
    const token =
      at === undefined
        ? findNamed(text, tokens, message)
        : (tokens.find(({ from, to }) => from <= at && at < to) ?? { from: at, to: at + 1 });
    if (token === undefined) return [];
    const { from, to } = token;
    return [{ from, to, severity, message: hint === undefined ? message : `${message} ${hint}` }];
  });
}
