import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '#contract/json.ts';
import type { StoredEvent } from '#contract/run-event.ts';
import type { RunRecord } from '#journal/journal.ts';
import type { Chronicle } from './chronicle.ts';
import type { Inspection } from './inspection.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import { checkAnswers, checkLedger, toRunId } from './ledger-check.ts';
import type { Operator } from './operator.ts';
import { checkShape, checkSteps, checkTold } from './run-check.ts';
import type { Scenario } from './scenario.ts';

/** A start the driver asked for. */
export interface Start {
  readonly n: number;
  readonly scenario: Scenario;
  readonly key: string;
}

/** What a round is checked against. */
export interface RoundFacts {
  readonly inspection: Inspection;
  readonly ledger: Ledger;
  readonly chronicle: Chronicle;
  readonly operator: Operator;
  readonly scenarios: ReadonlyMap<string, Scenario>;
  readonly starts: readonly Start[];
  /** Runs that an earlier round checked. */
  readonly checked: ReadonlySet<string>;
}

/** What was found. */
export interface RoundFindings {
  readonly problems: readonly string[];
  readonly runIds: readonly string[];
  readonly steps: number;
}

/** Checks everything that happened since the last round, once every run of it has ended. */
export function checkRound(facts: RoundFacts): RoundFindings {
  const { inspection, ledger, chronicle, starts, checked } = facts;
  const records = inspection.listRuns((record) => !checked.has(record.id));
  const byId = new Map(records.map((record) => [record.id, record]));
  const seen = new Map<string, (readonly [string, LedgerEntry])[]>();
  for (const [at, entry] of ledger.list()) seen.set(toRunId(at), [...(seen.get(toRunId(at)) ?? []), [at, entry]]);
  const problems: string[] = [];
  let steps = 0;
  for (const record of records) {
    const events = inspection.read(record.id);
    steps += events.filter(({ event }) => event.type === 'step-started').length;
    const told = chronicle.runs.get(record.id);
    const found = [
      ...checkShape(record, events),
      ...checkSteps(events),
      ...(told === undefined ? [] : checkTold(told, record, events)),
      ...checkLedger(events, seen.get(record.id) ?? [], toBlind(facts, record, events)),
      ...checkAnswers(events, ledger),
      ...checkOutcome(facts, record, events, byId),
    ];
    problems.push(...found.map((problem) => `run ${record.id} (${record.workflowId}): ${problem}`));
  }
  for (const [runId, { events }] of chronicle.runs) {
    if (!byId.has(runId)) problems.push(`run ${runId} was reported (${events.size} events) and is lost`);
  }
  for (const [runId, entries] of seen) {
    // A read may run ahead of the disk, so one whose run was never acknowledged says nothing.
    if (entries.every(([at]) => at.startsWith('GET '))) continue;
    if (!byId.has(runId) && !checked.has(runId)) problems.push(`run ${runId} had effects and is in no journal`);
  }
  problems.push(
    ...checkStarts(starts, records, chronicle),
    ...ledger.late.map((at) => `${at} was sent again after its run had ended`),
  );
  return { problems, runIds: records.map((record) => record.id), steps };
}

/** Every acknowledged start made its run, and no start made two. */
function checkStarts(starts: readonly Start[], records: readonly RunRecord[], chronicle: Chronicle): string[] {
  const problems: string[] = [];
  const byKey = new Map<string, string[]>();
  for (const { idempotencyKey, id } of records) {
    if (idempotencyKey !== undefined) byKey.set(idempotencyKey, [...(byKey.get(idempotencyKey) ?? []), id]);
  }
  for (const { n, key } of starts) {
    const made = byKey.get(key) ?? [];
    const accepted = chronicle.accepted.get(n);
    if (made.length > 1) problems.push(`start ${n} made the runs ${made.join(' and ')}`);
    if (accepted !== undefined && made[0] !== accepted)
      problems.push(`start ${n} was accepted as run ${accepted}, but its key belongs to ${made[0]}`);
  }
  return problems;
}

/** Steps that may have had their effect twice: their workflow, or a person, said to send them again. */
function toBlind({ operator }: RoundFacts, record: RunRecord, events: readonly StoredEvent[]): ReadonlySet<string> {
  if (record.workflowId !== 'sending_again') return operator.blind.get(record.id) ?? new Set();
  return new Set(events.flatMap(({ event }) => (event.type === 'step-uncertain' ? [event.path] : [])));
}

function checkOutcome(
  { scenarios, operator }: RoundFacts,
  record: RunRecord,
  events: readonly StoredEvent[],
  byId: ReadonlyMap<string, RunRecord>,
): string[] {
  const scenario = scenarios.get(record.workflowId);
  const created = events[0]?.event;
  if (scenario === undefined || created?.type !== 'run-created') return ['it belongs to no workflow of the mix'];
  if (scenario.treatment === 'cancel')
    return record.status === 'cancelled' ? [] : [`it ended as ${record.status} instead of being cancelled`];
  if (record.status === 'succeeded') {
    const expected = scenario.expected(Number((created.input as JsonObject).n));
    if (isDeepStrictEqual(record.output, expected)) return [];
    return [`it answered ${JSON.stringify(record.output)} instead of ${JSON.stringify(expected)}`];
  }
  const uncertain = events.some(({ event }) => event.type === 'step-uncertain');
  const gaveUp = (scenario.workflow.id === 'giving_up' && uncertain) || operator.failed.has(record.id);
  const childGaveUp = [...byId.values()].some(
    (child) => child.parent?.runId === record.id && operator.failed.has(child.id),
  );
  if (record.status === 'failed' && (gaveUp || childGaveUp)) return [];
  return [`it ended as ${record.status}: ${JSON.stringify(record.error)}`];
}
