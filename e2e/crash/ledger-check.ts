import type { JsonValue } from '#contract/json.ts';
import type { EventOf, StoredEvent } from '#contract/run-event.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';

/** Method and path of a request a step announced. */
export function toAnnounced(
  event: EventOf<'step-started'>,
): { readonly at: string; readonly path: string; readonly body: string } | undefined {
  const { input } = event;
  if (typeof input !== 'object' || input === null || !('url' in input) || typeof input.url !== 'string')
    return undefined;
  const url = new URL(input.url);
  const body = input.body === undefined ? url.search : JSON.stringify(input.body);
  return { at: `${input.method ?? 'PUT'} ${url.pathname}`, path: url.pathname, body };
}

/** The run a path of the ledger belongs to. */
export function toRunId(at: string): string {
  return at.split('/')[2] ?? '';
}

/**
 * What the outside saw of a run against what its journal says: nothing happened that was not announced on disk before, nothing was
 * repeated after its end was journaled, and no effect was doubled.
 * @param seen what the ledger knows of this run
 * @param blind paths of steps that were sent again although their effect had happened
 */
export function checkLedger(
  events: readonly StoredEvent[],
  seen: readonly (readonly [at: string, entry: LedgerEntry])[],
  blind: ReadonlySet<string>,
): string[] {
  const problems: string[] = [];
  const announced = toAnnouncements(events);
  for (const [at, entry] of seen) {
    const method = at.slice(0, at.indexOf(' '));
    if (method === 'GET') continue;
    const [own] = announced.get(at) ?? [];
    const around = own ?? [...announced.values()].flat().find(({ path }) => at.startsWith(`PUT ${path}/`));
    if (around === undefined) problems.push(`${at} happened without being announced in the journal`);
    if (method === 'PUT') {
      const key = around?.event.key;
      if (entry.keys.length !== 1 || entry.keys[0] !== key)
        problems.push(`${at} was sent with the keys ${entry.keys.join(', ')} instead of ${key}`);
      continue;
    }
    const starts = announced.get(at) ?? [];
    if (entry.count > starts.length)
      problems.push(`${at} was sent ${entry.count} times, but announced ${starts.length} times`);
    if (entry.applied > 1 && (own === undefined || !blind.has(own.event.path)))
      problems.push(`${at} took effect ${entry.applied} times`);
    for (const body of entry.bodies) {
      if (!starts.some((start) => start.body === body))
        problems.push(`${at} got ${body}, which the journal does not show`);
    }
  }
  return problems;
}

interface Announcement {
  readonly event: EventOf<'step-started'>;
  readonly path: string;
  readonly body: string;
}

function toAnnouncements(events: readonly StoredEvent[]): ReadonlyMap<string, readonly Announcement[]> {
  const announced = new Map<string, Announcement[]>();
  for (const { event } of events) {
    if (event.type !== 'step-started') continue;
    const request = toAnnounced(event);
    if (request === undefined) continue;
    announced.set(request.at, [
      ...(announced.get(request.at) ?? []),
      { event, path: request.path, body: request.body },
    ]);
  }
  return announced;
}

/** Answers of the ledger that the journal holds were the last ones: a request after them would repeat what was journaled. */
export function checkAnswers(events: readonly StoredEvent[], ledger: Ledger): string[] {
  const problems: string[] = [];
  for (const { event } of events) {
    if (event.type !== 'step-succeeded' && event.type !== 'substep-finished') continue;
    const answer = toAnswer(event.output);
    if (answer === undefined) continue;
    const count = ledger.find(answer.at)?.count;
    if (count !== answer.count)
      problems.push(
        `${answer.at} was sent ${count} times, although the journal holds the answer to request ${answer.count}`,
      );
  }
  return problems;
}

function toAnswer(output: JsonValue): { readonly at: string; readonly count: number } | undefined {
  if (typeof output !== 'object' || output === null || !('at' in output) || !('count' in output)) return undefined;
  return { at: String(output.at), count: Number(output.count) };
}
