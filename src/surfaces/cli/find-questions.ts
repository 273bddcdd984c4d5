import type { RunEvent } from '#contract/run-event.ts';
import type { Question } from './answer-hint.ts';
import type { OpenData } from './app-port.ts';

/** A question and the run that asks it: a run that calls another waits for the other's questions too. */
export interface RunQuestion {
  readonly runId: string;
  readonly question: Question;
}

const MAX_DEPTH = 32;

/** What a run, and those it called, wait for from a person or program. Takes time proportional to their journals. */
export function findQuestions(journal: OpenData['journal'], runId: string, depth = 0): readonly RunQuestion[] {
  const open = new Map<string, Question>();
  for (const { event } of journal.read(runId)) trackQuestion(open, event);
  const own = [...open.values()].map((question) => ({ runId, question }));
  if (depth >= MAX_DEPTH) return own;
  return [...own, ...findChildren(journal, runId).flatMap((child) => findQuestions(journal, child, depth + 1))];
}

/** Keeps the open questions of a run up to date with its next event. */
export function trackQuestion(open: Map<string, Question>, event: RunEvent): void {
  if (event.type === 'step-waiting' && event.wait.kind !== 'timer')
    open.set(event.path, { path: event.path, wait: event.wait });
  else if (event.type === 'step-uncertain') open.set(event.path, { path: event.path, wait: { kind: 'uncertain' } });
  else if (event.type === 'wait-resolved' || event.type === 'uncertain-resolved' || event.type === 'step-cancelled')
    open.delete(event.path);
  else if (event.type === 'run-finished') open.clear();
}

/** Whether nothing goes on in a run until somebody answers. */
export function isParked(journal: OpenData['journal'], runId: string, depth = 0): boolean {
  const status = journal.findRun(runId)?.status;
  if (status !== 'waiting' && status !== 'uncertain') return false;
  const waits = journal.listWaits({ runId }).filter(({ kind }) => kind !== 'deadline');
  return (
    waits.length > 0 &&
    waits.every(({ kind, token }) => {
      if (kind === 'child') return depth < MAX_DEPTH && token !== undefined && isParked(journal, token, depth + 1);
      return kind === 'approval' || kind === 'callback' || kind === 'uncertain';
    })
  );
}

function findChildren(journal: OpenData['journal'], runId: string): readonly string[] {
  return journal
    .listWaits({ runId })
    .flatMap(({ kind, token }) => (kind === 'child' && token !== undefined ? [token] : []));
}
