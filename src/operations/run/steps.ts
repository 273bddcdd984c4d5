import * as z from 'zod';
import type { StoredEvent } from '#contract/run-event.ts';
import { toErrors } from '../errors.ts';
import { RunIdInput, StepPath } from '../ids.ts';
import { operation } from '../operation.ts';
import { toPageShape, wholeNumber } from '../page.ts';
import { applyToRow, createRow, forEachEvent, type StepRow } from './fold-steps.ts';
import { StepDetail } from './shapes.ts';
import { getRunRecord } from './to-run-summary.ts';

const MAX_STEPS = 100;
/** Characters of inputs and outputs in one page; the page ends early rather than carry more. */
const MAX_CHARS = 4_000_000;

const StepsInput = z.object({
  runId: RunIdInput,
  path: StepPath.optional().describe('Only this instance'),
  stepId: z.string().min(1).max(100).optional().describe('Only instances of this step'),
  under: StepPath.optional().describe('Only instances inside this loop or iteration, e.g. `each_order[3]`'),
  cursor: wholeNumber(1, 4_294_967_295)
    .optional()
    .describe('`nextCursor` of the page before; the first page when absent'),
  limit: wholeNumber(1, MAX_STEPS).default(20).describe(`Steps in the page, at most ${MAX_STEPS}; 20 by default`),
});

/** Inputs and outputs of steps. */
export const listSteps = operation
  .meta({ permission: 'run:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/runs/{runId}/steps',
    summary: 'Inputs and outputs of steps',
    description: 'Lists instances of steps in the order they started, each with its input and output.',
    tags: ['run'],
  })
  .errors(toErrors('run-not-found'))
  .input(StepsInput)
  .output(toPageShape(StepDetail))
  .handler(async ({ input, context: { services }, signal }) => {
    const { runId, limit } = input;
    getRunRecord(services, runId);
    const fold = createFold(input.cursor ?? 1, limit, toFilter(input));
    await forEachEvent(services.journal.read(runId), fold.visit, signal);
    return toStepPage(fold.rows(), fold.hasMore());
  });

/**
 * Folds a journal into the rows of one page: instances whose first event is at or after `fromSeq`. Of earlier ones only the names of those
 * not ended yet are kept, so that their later events are known to be theirs.
 */
function createFold(fromSeq: number, limit: number, isWanted: (path: string) => boolean) {
  const rows = new Map<string, StepRow>();
  const earlier = new Set<string>();
  let underWay = 0;
  let hasMore = false;

  return {
    rows: () => [...rows.values()],
    hasMore: () => hasMore,
    /** Answers false when nothing of the page can change any more. */
    visit: ({ seq, event }: StoredEvent): boolean => {
      if (!('path' in event) || !isWanted(event.path) || earlier.has(event.path)) {
        if ('path' in event && isOver(event)) earlier.delete(event.path);
        return true;
      }
      let row = rows.get(event.path);
      if (row === undefined) {
        if (seq < fromSeq || rows.size >= limit) {
          hasMore ||= seq >= fromSeq;
          if (!isOver(event)) earlier.add(event.path);
          return !(hasMore && underWay === 0);
        }
        row = createRow({ seq, event });
        rows.set(event.path, row);
        underWay += 1;
      }
      applyToRow(row, event);
      if (isOver(event)) underWay -= 1;
      return true;
    },
  };
}

/** Whether an instance has no event after this one. A failed one may be tried again. */
function isOver({ type }: StoredEvent['event']): boolean {
  return type === 'step-succeeded' || type === 'step-cancelled';
}

function toFilter({ path, stepId, under }: z.output<typeof StepsInput>): (candidate: string) => boolean {
  const inside = under === undefined ? [] : [`${under}.`, `${under}[`];
  const suffix = stepId === undefined ? undefined : `.${stepId}`;
  return (candidate) =>
    (path === undefined || candidate === path) &&
    (suffix === undefined || candidate === stepId || candidate.endsWith(suffix)) &&
    (under === undefined || inside.some((prefix) => candidate.startsWith(prefix)));
}

function toStepPage(rows: readonly StepRow[], hasMore: boolean): { items: StepRow[]; nextCursor?: string } {
  const items: StepRow[] = [];
  let chars = 0;
  for (const row of rows) {
    chars += JSON.stringify([row.input, row.output]).length;
    if (items.length > 0 && chars > MAX_CHARS) return toCut(items, row);
    items.push(row);
  }
  const last = items.at(-1);
  return hasMore && last !== undefined ? { items, nextCursor: String(last.seq + 1) } : { items };
}

/** The next page begins with the first event of the step that did not fit. */
function toCut(items: StepRow[], next: StepRow): { items: StepRow[]; nextCursor: string } {
  return { items, nextCursor: String(next.seq) };
}
