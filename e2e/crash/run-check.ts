import { isDeepStrictEqual } from 'node:util';
import type { RunEvent, StoredEvent } from '#contract/run-event.ts';
import type { RunRecord } from '#journal/journal.ts';
import { hashEvent, type ToldRun } from './chronicle.ts';

/** What happened to one step so far, as its journal tells. */
interface StepStory {
  attempt: number;
  /** An effect was announced, and nothing says yet how it ended. */
  open: boolean;
  ended: boolean;
  readonly failed: Set<number>;
}

/** Whether the journal's order and its agreement with the list of runs are as they must be. */
export function checkShape(record: RunRecord, events: readonly StoredEvent[]): string[] {
  const problems: string[] = [];
  let at = 0;
  for (const [index, { seq, event }] of events.entries()) {
    if (seq !== index + 1) problems.push(`event ${index + 1} has the number ${seq}`);
    if (event.at < at) problems.push(`event ${seq} (${event.type}) is earlier than the one before`);
    at = event.at;
    if ((event.type === 'run-created') !== (index === 0)) problems.push(`event ${seq} is ${event.type}`);
    if (event.type === 'run-finished' && index !== events.length - 1)
      problems.push(`event ${seq} ends the run, and more follow`);
  }
  const last = events.at(-1)?.event;
  if (record.eventCount !== events.length)
    problems.push(`the list counts ${record.eventCount} events, the journal has ${events.length}`);
  if (last?.type !== 'run-finished')
    return [...problems, `it has not ended: ${record.status}, last event ${last?.type}`];
  if (last.status !== record.status) problems.push(`the list says ${record.status}, the journal ${last.status}`);
  if (!isDeepStrictEqual(last.output, record.output)) problems.push('the list and the journal differ in the output');
  return problems;
}

/** No step is run again once its end is in the journal, and no effect is announced twice without a reason. */
export function checkSteps(events: readonly StoredEvent[]): string[] {
  const problems: string[] = [];
  const stories = new Map<string, StepStory>();
  for (const { seq, event } of events) {
    if (!('path' in event)) continue;
    let story = stories.get(event.path);
    if (story === undefined) {
      story = { attempt: 0, open: false, ended: false, failed: new Set() };
      stories.set(event.path, story);
    }
    const fault = follow(story, event);
    if (fault !== undefined) problems.push(`${event.path}, event ${seq} (${event.type}): ${fault}`);
  }
  return problems;
}

function follow(story: StepStory, event: Extract<RunEvent, { path: string }>): string | undefined {
  if (story.ended) return 'the step had ended already';
  switch (event.type) {
    case 'step-started': {
      if (event.attempt < story.attempt) return `attempt ${event.attempt} follows attempt ${story.attempt}`;
      if (story.failed.has(event.attempt)) return `attempt ${event.attempt} had failed already`;
      story.attempt = event.attempt;
      const doubled = story.open;
      story.open = event.intent === true;
      return doubled ? 'the effect before was neither confirmed nor uncertain' : undefined;
    }
    case 'step-failed': {
      const again = story.failed.has(event.attempt);
      story.failed.add(event.attempt);
      story.open = false;
      return again ? `attempt ${event.attempt} failed twice` : undefined;
    }
    case 'step-uncertain': {
      const wasOpen = story.open;
      story.open = false;
      return wasOpen ? undefined : 'no effect was under way';
    }
    case 'uncertain-resolved':
      story.ended = event.decision === 'succeeded';
      return undefined;
    case 'step-succeeded':
    case 'step-cancelled':
      story.ended = true;
      return undefined;
    default:
      return undefined;
  }
}

/** Everything that was reported is in the journal, at its place and as it was reported. */
export function checkTold(told: ToldRun, record: RunRecord, events: readonly StoredEvent[]): string[] {
  const problems: string[] = [];
  for (const [seq, { type, hash }] of told.events) {
    const event = events[seq - 1]?.event;
    if (event === undefined) problems.push(`event ${seq} (${type}) was reported and is not in the journal`);
    else if (hashEvent(event) !== hash)
      problems.push(`event ${seq} was reported as another ${type} than the ${event.type} in the journal`);
  }
  for (const path of told.answered) {
    const taken = events.some(
      ({ event }) => (event.type === 'wait-resolved' || event.type === 'uncertain-resolved') && event.path === path,
    );
    if (!taken) problems.push(`the answer to ${path} was reported as stored and is not in the journal`);
  }
  // A run may end while the request to cancel it is on its way.
  const endedBefore = (record.finishedAt ?? Number.POSITIVE_INFINITY) <= (told.cancelledAt ?? Number.NEGATIVE_INFINITY);
  if (told.cancelledAt !== undefined && record.status !== 'cancelled' && !endedBefore) {
    problems.push(`its cancellation was reported as stored, and it ended as ${record.status}`);
  }
  return problems;
}
