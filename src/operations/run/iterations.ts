import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import { ErrorInfo } from '#contract/error-info.ts';
import type { JsonValue } from '#contract/json.ts';
import type { Journal } from '#journal/journal.ts';
import { toErrors } from '../errors.ts';
import { At, RunIdInput, StepPath } from '../ids.ts';
import { operation } from '../operation.ts';
import { wholeNumber } from '../page.ts';
import { foldLoop } from './loop/fold-loop.ts';
import { ITERATION_STATUSES, type Iteration, type LoopFold } from './loop/loop-fold.ts';
import { previewJson } from './loop/preview-json.ts';
import { getRunRecord } from './to-run-summary.ts';

const MAX_ITERATIONS = 500;
/** Characters of an item that are shown. */
const MAX_ITEM = 200;

const IterationView = z
  .object({
    index: z.number().int().describe('Which iteration, counted from 0'),
    status: z
      .enum(ITERATION_STATUSES)
      .describe('How it is. `pending`: it has not begun. `cancelled`: the loop ended without it'),
    startedAt: At.optional().describe('When its first step started, in milliseconds since 1970 (UTC)'),
    endedAt: At.optional().describe('When it ended, in milliseconds since 1970 (UTC)'),
    error: ErrorInfo.optional().describe('Why it failed; kept of the first 5000 that failed'),
    item: z.string().optional().describe('The beginning of the JSON text of its item'),
  })
  .describe('An iteration of a loop');

const IterationsInput = z.object({
  runId: RunIdInput,
  path: StepPath.describe('Step of the loop, e.g. `each_order` or `each_order[3].each_line`'),
  fromIndex: wholeNumber(0, Number.MAX_SAFE_INTEGER).default(0).describe('First iteration wanted, counted from 0'),
  limit: wholeNumber(1, MAX_ITERATIONS)
    .default(100)
    .describe(`Iterations to tell of, at most ${MAX_ITERATIONS}; 100 by default`),
  status: z.enum(['failed', 'running']).optional().describe('Only iterations that are so'),
});

/** Iterations of a loop. */
export const listIterations = operation
  .meta({ permission: 'run:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/runs/{runId}/iterations',
    summary: 'Iterations of a loop',
    description: 'Lists the iterations of a loop in their order: how each is, how long it took, and its item in brief.',
    tags: ['run'],
  })
  .errors(toErrors('run-not-found', 'step-not-found'))
  .input(IterationsInput)
  .output(
    z.object({
      count: z.number().int().nullable().describe('Number of items; null when each round decides about the next'),
      finished: z.number().int().describe('Iterations that have ended'),
      failed: z.number().int().describe('Iterations that ended with an error'),
      items: z.array(IterationView).describe('The iterations, in their order'),
      nextIndex: z
        .number()
        .int()
        .optional()
        .describe('Pass it as `fromIndex` to get more; absent when there is no more'),
    }),
  )
  .handler(async ({ input, context: { services }, signal }) => {
    const { runId, path } = input;
    const { journal } = services;
    getRunRecord(services, runId);
    const fold = await foldLoop(journal, runId, path, signal);
    if (!fold.isBegun) {
      throw new AppError('step-not-found', `Run ${runId} has run no loop at "${path}" yet. Name the step of a loop.`);
    }
    const { found, nextIndex } = select(fold, input);
    const items = found.length === 0 ? [] : readItems(journal, runId, fold);
    return {
      count: fold.count,
      finished: fold.finished,
      failed: fold.failed,
      items: found.map((iteration) => toView(iteration, items[iteration.index])),
      ...(nextIndex === undefined ? {} : { nextIndex }),
    };
  });

function select(
  fold: LoopFold,
  { fromIndex, limit, status }: z.output<typeof IterationsInput>,
): { readonly found: readonly Iteration[]; readonly nextIndex: number | undefined } {
  const found: Iteration[] = [];
  for (let index = fromIndex; index < fold.size; index++) {
    const iteration = fold.get(index);
    if (status !== undefined && iteration.status !== status) continue;
    if (found.length === limit) return { found, nextIndex: index };
    found.push(iteration);
  }
  return { found, nextIndex: undefined };
}

/** The items are in the journal once: they are read when somebody looks, and not kept. */
function readItems(journal: Pick<Journal, 'read'>, runId: string, { itemsSeq }: LoopFold): readonly JsonValue[] {
  if (itemsSeq === undefined) return [];
  for (const { event } of journal.read(runId, itemsSeq)) {
    if (event.type === 'loop-started') return toList(event.items);
    if (event.type !== 'step-started') return [];
    const { input } = event;
    return typeof input === 'object' && input !== null && 'items' in input ? toList(input.items) : [];
  }
  return [];
}

function toList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function toView({ index, status, startedAt, endedAt, error }: Iteration, item: JsonValue | undefined) {
  return {
    index,
    status,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(error === undefined ? {} : { error }),
    ...(item === undefined ? {} : { item: previewJson(item, MAX_ITEM) }),
  };
}
