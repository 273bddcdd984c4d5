import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import type { StoredEvent } from '#contract/run-event.ts';
import type { OpenWait as JournalWait } from '#journal/journal.ts';
import { toErrors } from '../errors.ts';
import { RunIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { applyToRow, createRow, forEachEvent, isInLoop, type StepRow } from './fold-steps.ts';
import { type OpenWait, RunDetail, type StepSummary } from './shapes.ts';
import { getRunRecord, toRunSummary } from './to-run-summary.ts';

/** Steps inside loops that are told of; a loop may have any number. */
const MAX_IN_LOOPS = 200;
const MAX_WAITS = 1_000;

/** A run with its data and steps. */
export const getRun = operation
  .meta({ permission: 'run:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/runs/{runId}',
    summary: 'Get a run',
    description:
      'Answers a run with its input, output, steps and what it waits for. Data of steps: `/runs/{runId}/steps`.',
    tags: ['run'],
  })
  .errors(toErrors('run-not-found'))
  .input(z.object({ runId: RunIdInput }))
  .output(RunDetail)
  .handler(async ({ input: { runId }, context: { services }, signal }) => {
    const { journal } = services;
    getRunRecord(services, runId);
    const fold = createFold();
    await forEachEvent(journal.read(runId), fold.visit, signal);
    // Read last, so that an end the steps show is one the run shows too.
    const record = getRunRecord(services, runId);
    const { created } = fold;
    if (created === undefined) {
      throw new AppError(
        'storage-corrupt',
        `The journal of run ${runId} has no beginning. Run "flowright data check".`,
      );
    }
    const waits = journal.listWaits({ runId, limit: MAX_WAITS });
    const retrying = new Set(waits.flatMap((wait) => (wait.kind === 'retry' ? [wait.path] : [])));
    const { forkedFrom, trigger, simulated, scope, pins } = created;
    return {
      ...toRunSummary(record),
      // What the steps are made of, so that who follows from there misses no event and sees none twice.
      eventCount: fold.lastSeq(),
      input: created.input,
      ...(record.output === undefined ? {} : { output: record.output }),
      trigger,
      ...(forkedFrom === undefined ? {} : { forkedFrom }),
      ...(simulated === undefined ? {} : { simulated }),
      ...(scope === undefined ? {} : { upTo: scope }),
      ...(pins === undefined ? {} : { pinnedSteps: Object.keys(pins) }),
      steps: fold.rows().map((row) => toStepSummary(row, retrying)),
      hiddenSteps: fold.hidden(),
      waits: waits.map(toWaitView),
    };
  });

type Created = Extract<StoredEvent['event'], { type: 'run-created' }>;

/** Folds a journal; memory is bounded by the steps outside loops, those under way, and {@link MAX_IN_LOOPS}. */
function createFold() {
  const rows = new Map<string, StepRow>();
  let created: Created | undefined;
  let lastSeq = 0;
  let kept = 0;
  let hidden = 0;

  const settle = (row: StepRow) => {
    if (!isInLoop(row.path)) return;
    if (row.status === 'failed' && kept < MAX_IN_LOOPS) kept += 1;
    else {
      rows.delete(row.path);
      hidden += 1;
    }
  };
  return {
    get created() {
      return created;
    },
    rows: () => [...rows.values()],
    hidden: () => hidden,
    lastSeq: () => lastSeq,
    visit: ({ seq, event }: StoredEvent) => {
      lastSeq = seq;
      if (event.type === 'run-created') created = event;
      if (!('path' in event)) return;
      let row = rows.get(event.path);
      if (row === undefined) {
        row = createRow({ seq, event });
        rows.set(event.path, row);
      }
      applyToRow(row, event);
      // The data is not answered: it need not be kept.
      delete row.input;
      delete row.output;
      if (event.type === 'step-succeeded' || event.type === 'step-cancelled' || event.type === 'step-failed')
        settle(row);
    },
  };
}

function toStepSummary(row: StepRow, retrying: ReadonlySet<string>): StepSummary {
  const { seq: _, waitingSince: __, ...summary } = row;
  return summary.status === 'failed' && retrying.has(row.path) ? { ...summary, status: 'retrying' } : summary;
}

function toWaitView({ path, kind, dueAt, token }: JournalWait): z.infer<typeof OpenWait> {
  return {
    path,
    kind,
    ...(dueAt === undefined ? {} : { dueAt }),
    // The token of a callback is what lets its holder answer: it is told to nobody who merely looks.
    ...(kind === 'child' && token !== undefined ? { childRunId: token } : {}),
  };
}
