import type { StoredEvent } from '#contract/run-event.ts';
import type { Answer } from '#hosts/host.ts';
import type { RunRecord } from '#journal/journal.ts';
import type { Inspection } from './inspection.ts';
import type { Ledger } from './ledger.ts';
import { toAnnounced } from './ledger-check.ts';
import type { Random } from './random.ts';

/** Answers what runs ask a person, and remembers what it decided about uncertain effects. */
export interface Operator {
  /** Decides about everything that is open; each question once per life of a server. `isBusy`: left for later. */
  answerAll(send: (runId: string, answer: Answer) => void): void;
  /** Nobody got the answers on their way: the questions are looked at anew. */
  forgetSent(): void;
  /** Paths by run that were sent again although the effect had happened. */
  readonly blind: ReadonlyMap<string, ReadonlySet<string>>;
  /** Runs in which an uncertain effect was declared as failed. */
  readonly failed: ReadonlySet<string>;
  /** Uncertain effects it was asked about. */
  readonly asked: number;
  /** Questions that came without their evidence. */
  readonly problems: readonly string[];
}

export function createOperator(inspection: Inspection, ledger: Ledger, random: Random): Operator {
  const sent = new Set<string>();
  const seen = new Set<string>();
  const blind = new Map<string, Set<string>>();
  const failed = new Set<string>();
  const problems: string[] = [];

  function decide(record: RunRecord, path: string): Answer | undefined {
    const evidence = findEvidence(inspection.read(record.id), path);
    if (typeof evidence === 'string') {
      problems.push(`run ${record.id}, ${path}: ${evidence}`);
      return undefined;
    }
    const entry = ledger.find(evidence.at);
    if (entry !== undefined && !entry.bodies.includes(evidence.body)) {
      problems.push(
        `run ${record.id}, ${path}: the evidence shows ${evidence.body}, but ${entry.bodies.join(' and ')} was sent`,
      );
    }
    const by = 'driver';
    if (random.chance(0.1)) {
      failed.add(record.id);
      return { kind: 'decision', path, decision: 'failed', by };
    }
    const answer = entry?.answer;
    const trusting = random.chance(0.85);
    if (answer !== undefined && trusting)
      return { kind: 'decision', path, decision: 'succeeded', output: { ...answer }, by };
    if (answer !== undefined) blind.set(record.id, (blind.get(record.id) ?? new Set()).add(path));
    return { kind: 'decision', path, decision: 'retry', by };
  }

  return {
    answerAll(send) {
      for (const { runId, path, kind } of inspection.listWaits()) {
        const question = `${runId} ${path}`;
        if (sent.has(question) || (kind !== 'uncertain' && kind !== 'approval')) continue;
        const record = inspection.find(runId);
        if (record === undefined) continue;
        if (kind === 'approval') {
          send(runId, { kind: 'answer', path, data: { approved: true }, by: 'driver' });
        } else {
          // A run says so as soon as nothing else of it goes on.
          if (record.status !== 'uncertain') continue;
          seen.add(question);
          const answer = decide(record, path);
          if (answer !== undefined) send(runId, answer);
        }
        sent.add(question);
      }
    },
    forgetSent: () => sent.clear(),
    blind,
    failed,
    get asked() {
      return seen.size;
    },
    problems,
  };
}

/** What the journal shows of an uncertain effect, or what is missing. */
function findEvidence(
  events: readonly StoredEvent[],
  path: string,
): { readonly at: string; readonly body: string } | string {
  const own = events.filter(({ event }) => 'path' in event && event.path === path).map(({ event }) => event);
  if (own.at(-1)?.type !== 'step-uncertain')
    return `it asks about an effect, but its last event is ${own.at(-1)?.type}`;
  const start = own.findLast((event) => event.type === 'step-started');
  if (start === undefined || start.intent !== true) return 'it asks about an effect that was not announced';
  if (start.key === undefined) return 'it asks about an effect and does not show its key';
  return toAnnounced(start) ?? 'it asks about an effect and does not show what was sent';
}
