import type { Wait } from '#contract/run-event.ts';
import { toLine } from './printable.ts';
import { toMomentText } from './time-text.ts';

const TITLE_MAX = 300;

/** Something a run waits for that a person or program must give. */
export interface Question {
  readonly path: string;
  readonly wait: Extract<Wait, { kind: 'approval' | 'callback' }> | { readonly kind: 'uncertain' };
}

/** The question in one line; `asker` is what asks it. */
export function toQuestionText({ path, wait }: Question, asker = path): string {
  if (wait.kind === 'uncertain') return `${asker} was cut off: whether its effect happened is unknown`;
  const until = wait.dueAt === undefined ? '' : ` (until ${toMomentText(wait.dueAt)})`;
  return wait.kind === 'approval'
    ? `${asker} asks: ${toLine(wait.title, TITLE_MAX)}${until}`
    : `${asker} waits for a callback${until}`;
}

/** Commands that answer the question. */
export function toAnswerCommands(runId: string, { path, wait }: Question): readonly string[] {
  const base = `flowright runs resume ${runId} --step ${quote(path)}`;
  if (wait.kind === 'uncertain')
    return [`${base} --decision retry`, `${base} --decision succeeded --output '{…}'`, `${base} --decision failed`];
  if (wait.kind === 'callback') return [`${base} --answer '{…}'`];
  return wait.schema === undefined
    ? [`${base} --approve`, `${base} --reject`]
    : [`${base} --answer '{"approved":true,"answer":{…}}'`, `${base} --reject`];
}

/** Paths of loops hold brackets, which shells expand. */
function quote(path: string): string {
  return /^[\w.-]+$/.test(path) ? path : `'${path}'`;
}
