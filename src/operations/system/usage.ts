import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import { WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';

const DAY_MS = 86_400_000;
const MAX_DAYS = 366;
const DEFAULT_DAYS = 30;
const MAX_WORKFLOWS = 100;

const DayInput = z.iso.date();
const Counts = z.record(z.string(), z.number().int()).describe('Number of runs by status');

/** How much is used. */
export const getUsage = operation
  .meta({ permission: 'settings:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/usage',
    summary: 'Usage',
    description:
      'Counts the runs that ended, by day (UTC) and by workflow, those that have not ended, and the size of the database. Counts outlive the runs.',
    tags: ['system'],
  })
  .input(
    z.object({
      from: DayInput.optional().describe(
        `First day, e.g. \`2026-03-01\`; ${DEFAULT_DAYS} days before the last one by default`,
      ),
      to: DayInput.optional().describe('Last day; today by default'),
      workflowId: WorkflowIdInput.optional().describe('Only runs of this workflow'),
    }),
  )
  .output(
    z.object({
      from: z.string().describe('First day counted'),
      to: z.string().describe('Last day counted'),
      days: z
        .array(z.object({ date: z.string().describe('The day (UTC)'), runs: Counts }))
        .describe('Days on which runs ended'),
      workflows: z
        .array(z.object({ workflowId: z.string().describe('The workflow'), runs: Counts }))
        .describe(`The ${MAX_WORKFLOWS} workflows with the most runs`),
      unfinished: Counts.describe('Runs that have not ended, by status'),
      storageBytes: z.number().describe('Size of the database'),
    }),
  )
  .handler(({ input, context: { services } }) => {
    const toDay = input.to === undefined ? Math.floor(services.now() / DAY_MS) : Date.parse(input.to) / DAY_MS;
    const fromDay = input.from === undefined ? toDay - DEFAULT_DAYS + 1 : Date.parse(input.from) / DAY_MS;
    if (fromDay > toDay || toDay - fromDay >= MAX_DAYS) {
      throw new AppError('input-invalid', `"from" must be a day before "to", at most ${MAX_DAYS} days earlier.`, {
        data: { field: 'from' },
      });
    }
    const range = { fromDay, toDay, ...(input.workflowId === undefined ? {} : { workflowId: input.workflowId }) };
    const days = groupCounts(services.usage.countByDay(range), ({ day }) => toDate(day));
    const workflows = groupCounts(services.usage.countByWorkflow(range, MAX_WORKFLOWS), (row) => row.workflowId);
    return {
      from: toDate(fromDay),
      to: toDate(toDay),
      days: days.map(([date, runs]) => ({ date, runs })),
      workflows: workflows.map(([workflowId, runs]) => ({ workflowId, runs })),
      unfinished: Object.fromEntries(services.usage.countUnfinished().map(({ status, count }) => [status, count])),
      storageBytes: services.usage.storageBytes(),
    };
  });

function toDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function groupCounts<Row extends { readonly status: string; readonly count: number }>(
  rows: readonly Row[],
  toName: (row: Row) => string,
): readonly (readonly [string, Record<string, number>])[] {
  const groups = new Map<string, Record<string, number>>();
  for (const row of rows) {
    const name = toName(row);
    const group = groups.get(name) ?? {};
    group[row.status] = row.count;
    groups.set(name, group);
  }
  return [...groups];
}
