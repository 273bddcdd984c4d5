import * as z from 'zod';
import { RunStatus } from '#contract/run-event.ts';
import type { RunFilter } from '#journal/journal.ts';
import { RunIdInput, WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { PageInput, toPage, toPageShape, wholeNumber } from '../page.ts';
import type { Services } from '../services.ts';
import { RunSummary } from './shapes.ts';
import { toRunSummary } from './to-run-summary.ts';

/** Workflows a text may stand for. */
const MAX_WORKFLOWS = 20;
/** Beginning of a run id that stands for about a second. */
const ID_PREFIX = /^[0-9a-hjkmnp-tv-z]{8,26}$/i;

const Time = wholeNumber(0, Number.MAX_SAFE_INTEGER);

const ListInput = z.object({
  status: z
    .preprocess(
      (value: string | readonly string[]) => (typeof value === 'string' ? value.split(',') : value),
      z.array(RunStatus).max(20),
    )
    .optional()
    .describe('Only runs with one of these statuses'),
  workflowId: WorkflowIdInput.optional().describe('Only runs of this workflow'),
  triggerKind: z.string().min(1).max(100).optional().describe('Only runs started so: `api`, `webhook`, `schedule`…'),
  parentRunId: RunIdInput.optional().describe('Only runs this run called'),
  createdFrom: Time.optional().describe('Not before this time, in milliseconds since 1970 (UTC)'),
  createdTo: Time.optional().describe('Before this time, in milliseconds since 1970 (UTC)'),
  text: z
    .string()
    .max(200)
    .optional()
    .describe('The first 8 or more characters of a run id, or part of the id or name of a workflow'),
  ...PageInput,
});

/** Lists runs, newest first. */
export const listRuns = operation
  .meta({ permission: 'run:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/runs',
    summary: 'List runs',
    description: 'Lists runs, newest first, those that match every filter given.',
    tags: ['run'],
  })
  .input(ListInput)
  .output(toPageShape(RunSummary))
  .handler(({ input, context: { services } }) => {
    const { status, workflowId, triggerKind, parentRunId, createdFrom, createdTo, text, cursor, limit } = input;
    const filter: RunFilter = {
      ...(status === undefined ? {} : { statuses: status }),
      ...(workflowId === undefined ? {} : { workflowId }),
      ...(triggerKind === undefined ? {} : { triggerKind }),
      ...(parentRunId === undefined ? {} : { parentRunId }),
      ...(createdFrom === undefined ? {} : { createdFrom }),
      ...(createdTo === undefined ? {} : { createdTo }),
      ...(text === undefined || text.trim() === '' ? {} : toTextFilter(services, text.trim())),
      ...(cursor === undefined ? {} : { beforeId: cursor }),
      limit: limit + 1,
    };
    const { items, ...rest } = toPage(services.journal.listRuns(filter), limit, (record) => record.id);
    return { items: items.map(toRunSummary), ...rest };
  });

/** An id of a run when there is one that begins so, otherwise workflows. */
function toTextFilter({ journal, workflows }: Services, text: string): Pick<RunFilter, 'idPrefix' | 'workflowIds'> {
  const idPrefix = text.toLowerCase();
  if (ID_PREFIX.test(text) && journal.listRuns({ idPrefix, limit: 1 }).length > 0) return { idPrefix };
  return { workflowIds: workflows.list({ search: text, limit: MAX_WORKFLOWS }).map((workflow) => workflow.id) };
}
