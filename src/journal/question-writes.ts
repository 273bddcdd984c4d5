import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { RunEvent } from '#contract/run-event.ts';
import type { QuestionWrite } from '#store/writer-protocol.ts';
import type { RunChange } from './journal.ts';

/** Characters of a title, a comment, and a filled-in form that the history keeps; the run's journal keeps all. */
const MAX_TITLE = 500;
const MAX_COMMENT = 2_000;
const MAX_FORM = 8_192;

/**
 * What an append does to the questions its run asks people. Only a change of waits can: a question is open as long as its wait is.
 * What closes without an answer is withdrawn.
 */
export function toQuestionWrites(events: readonly RunEvent[], change: RunChange): readonly QuestionWrite[] {
  const opened = new Set((change.opened ?? []).filter(isQuestion).map((wait) => wait.path));
  const closed = new Set(change.closed);
  const writes: QuestionWrite[] = [];
  let at = change.finishedAt ?? 0;
  for (const event of events) {
    at = event.at;
    if (!('path' in event) || !(opened.has(event.path) || closed.has(event.path))) continue;
    const write = toQuestionWrite(event);
    if (write !== undefined) writes.push(write);
    if (write?.kind === 'closed' || event.type === 'retry-due' || event.type === 'wait-resolved')
      closed.delete(event.path);
  }
  for (const path of closed) {
    if (!opened.has(path)) writes.push({ kind: 'closed', path, outcome: 'withdrawn', at, by: null, answer: null });
  }
  return writes;
}

function isQuestion({ kind }: { readonly kind: string }): boolean {
  return kind === 'approval' || kind === 'uncertain';
}

function toQuestionWrite(event: Extract<RunEvent, { path: string }>): QuestionWrite | undefined {
  const { path, at } = event;
  switch (event.type) {
    case 'step-waiting':
      if (event.wait.kind !== 'approval') return undefined;
      return { kind: 'asked', path, question: 'approval', title: event.wait.title.slice(0, MAX_TITLE), at };
    case 'step-uncertain':
      return { kind: 'asked', path, question: 'uncertain', title: '', at };
    case 'wait-resolved':
      // Time that is over answers no question.
      if (event.outcome === 'fired') return undefined;
      return { kind: 'closed', path, outcome: event.outcome, at, by: event.by ?? null, answer: toAnswer(event.data) };
    case 'uncertain-resolved': {
      const answer = JSON.stringify({ decision: event.decision });
      return { kind: 'closed', path, outcome: 'answered', at, by: event.by ?? null, answer };
    }
    default:
      return undefined;
  }
}

/** What the history keeps of `{approved, comment, answer}`. */
function toAnswer(data: JsonValue | undefined): string | null {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  const { approved, comment, answer } = data as JsonObject;
  const form = answer === undefined || answer === null ? undefined : JSON.stringify(answer);
  return JSON.stringify({
    ...(typeof approved === 'boolean' ? { approved } : {}),
    ...(typeof comment === 'string' && comment !== '' ? { comment: comment.slice(0, MAX_COMMENT) } : {}),
    ...(form === undefined || form.length > MAX_FORM ? {} : { answer }),
  });
}
