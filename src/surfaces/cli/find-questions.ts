import type { RunEvent } from '#contract/run-event.ts';
import type { Question } from './answer-hint.ts';
import type { CliJournal } from './app-port.ts';

/** A question and the run that asks it: a run that calls another waits for the other's questions too. */
export interface RunQuestion {
  readonly runId: string;
  readonly question: Question;
}

const MAX_DEPTH = 32;

/** What a run, and those it called, wait for from a person or program. Takes time proportional to their journals. */
export async function findQuestions(journal: CliJournal, runId: string, depth = 0): Promise<readonly RunQuestion[]> {
  const open = new Map<string, Question>();
  for await (const { event } of journal.read(runId)) trackQuestion(open, event);
  const own = [...open.values()].map((question) => ({ runId, question }));
  if (depth >= MAX_DEPTH) return own;
  const all = [...own];
  for (const child of await findChildren(journal, runId)) all.push(...(await findQuestions(journal, child, depth + 1)));
  return all;
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
export async function isParked(journal: CliJournal, runId: string, depth = 0): Promise<boolean> {
  const status = (await journal.findRun(runId))?.status;
  if (status !== 'waiting' && status !== 'uncertain') return false;
  const waits = (await journal.listWaits({ runId })).filter(({ kind }) => kind !== 'deadline');
  for (const { kind, token } of waits) {
    const isAsking = kind === 'approval' || kind === 'callback' || kind === 'uncertain';
    const isCalling = kind === 'child' && depth < MAX_DEPTH && token !== undefined;
    if (!isAsking && !(isCalling && (await isParked(journal, token, depth + 1)))) return false;
  }
  return waits.length > 0;
}

async function findChildren(journal: CliJournal, runId: string): Promise<readonly string[]> {
  return (await journal.listWaits({ runId })).flatMap(({ kind, token }) =>
    kind === 'child' && token !== undefined ? [token] : [],
  );
}
