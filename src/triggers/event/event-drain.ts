import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { RunRecord } from '#journal/journal.ts';
import type { TriggerPorts } from '../ports.ts';
import type { EventSpec } from './event-spec.ts';

const BATCH = 100;
/** Workflows that may start each other by their ends, one after the other. */
const MAX_CHAIN = 8;
/** Callers of a run that are followed upwards. */
const MAX_CALLERS = 64;

/** Starts runs for runs that ended, in the process that leads. */
export interface EventDrain {
  /** Acts on everything noted so far. @throws AppError when it must be tried again */
  drain(specs: readonly EventSpec[]): Promise<void>;
}

type DrainPorts = Pick<TriggerPorts, 'host' | 'journal' | 'repository' | 'log'>;

/** The workflows whose runs led to a run's start, as its trigger names them. */
function readChain(journal: DrainPorts['journal'], run: RunRecord): readonly string[] {
  if (run.triggerKind !== 'event') return [];
  for (const { event } of journal.read(run.id)) {
    const via = event.type === 'run-created' ? event.trigger.data?.via : undefined;
    return Array.isArray(via) ? via.filter((id): id is string => typeof id === 'string') : [];
  }
  return [];
}

/** The workflows that had a part in a run: its own, those that called it, and those whose ends led to it. */
function traceWorkflows(journal: DrainPorts['journal'], run: RunRecord): readonly string[] {
  const found = [run.workflowId];
  let top = run;
  for (let count = 0; top.parent !== undefined && count < MAX_CALLERS; count++) {
    const caller = journal.findRun(top.parent.runId);
    if (caller === undefined) break;
    found.push(caller.workflowId);
    top = caller;
  }
  return [...new Set([...readChain(journal, top), ...found.reverse()])];
}

function listensFor(spec: EventSpec, run: RunRecord): boolean {
  if (!spec.statuses.has(run.status) || (run.parent !== undefined && !spec.includeCalled)) return false;
  return spec.sources.size === 0 || spec.sources.has(run.workflowId);
}

const toTime = (ms: number | undefined): JsonValue => (ms === undefined ? null : new Date(ms).toISOString());

/** What the run sees as `trigger`. */
function toEventData(spec: EventSpec, run: RunRecord, via: readonly string[]): JsonObject {
  const { id, workflowId, version, status, error, output, startedAt, finishedAt } = run;
  return {
    step: spec.stepId,
    event: 'run_finished',
    via,
    run: {
      id,
      workflowId,
      version,
      status,
      error: error === undefined ? null : (error as unknown as JsonObject),
      ...(output === undefined ? {} : { output }),
      startedAt: toTime(startedAt),
      finishedAt: toTime(finishedAt),
    },
  };
}

/** Makes a drain. */
export function createEventDrain(ports: DrainPorts): EventDrain {
  const { host, journal, repository, log } = ports;

  async function startFor(spec: EventSpec, run: RunRecord, via: readonly string[]): Promise<void> {
    const { workflowId, version, stepId } = spec;
    // A workflow that heard of its own ends would never come to rest.
    if (via.includes(workflowId)) return;
    if (via.length >= MAX_CHAIN) {
      log('warn', 'Workflows start each other by their ends too often; this one was left out.', {
        workflowId,
        runId: run.id,
      });
      return;
    }
    const trigger = { kind: 'event', by: run.id, data: toEventData(spec, run, via) };
    try {
      await host.start({ workflowId, version, trigger, idempotencyKey: `event:${run.id}:${workflowId}:${stepId}` });
    } catch (error) {
      if (error instanceof AppError && error.retry === 'later') throw error;
      const reason = error instanceof Error ? error.message : String(error);
      log('error', 'The end of a run could not start another.', { workflowId, runId: run.id, reason });
    }
  }

  async function act(runId: string, specs: readonly EventSpec[]): Promise<void> {
    const run = journal.findRun(runId);
    // Deleted meanwhile: there is nothing left to tell of.
    if (run === undefined) return;
    const listening = specs.filter((spec) => listensFor(spec, run));
    if (listening.length === 0) return;
    const via = traceWorkflows(journal, run);
    for (const spec of listening) await startFor(spec, run, via);
  }

  return {
    async drain(specs) {
      for (;;) {
        const finished = repository.listFinishedRuns(BATCH);
        if (finished.length === 0) return;
        await Promise.all(finished.map(({ runId }) => act(runId, specs)));
        await repository.removeFinishedRuns(finished.map(({ id }) => id));
      }
    },
  };
}
