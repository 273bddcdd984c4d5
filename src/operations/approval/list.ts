import * as z from 'zod';
import type { StoredEvent } from '#contract/run-event.ts';
import type { OpenWait } from '#journal/journal.ts';
import { At, RunIdInput, WorkflowIdInput } from '../ids.ts';
import { AnyJson, AnyJsonObject } from '../json-shape.ts';
import { operation } from '../operation.ts';
import { PageInput, toPage, toPageShape } from '../page.ts';
import { forEachEvent } from '../run/fold-steps.ts';
import type { Services } from '../services.ts';
import { toUncertainTitle } from './uncertain-title.ts';

const Approval = z
  .object({
    runId: z.string().describe('Run that asks'),
    workflowId: z.string().describe('Its workflow'),
    path: z.string().describe('Step that asks; answer with this path'),
    kind: z
      .enum(['approval', 'uncertain'])
      .describe('`approval`: answer with run.answer. `uncertain`: a crash cut an effect off, decide with run.resume'),
    title: z.string().describe('The question'),
    message: z.string().optional().describe('More about it'),
    context: AnyJson.optional().describe('What to decide on; of an uncertain effect, what was sent'),
    schema: AnyJsonObject.optional().describe('JSON Schema of the form to fill in'),
    assignees: z.array(z.string()).optional().describe('Who is asked'),
    askedAt: At.describe('Since when it waits, in milliseconds since 1970 (UTC)'),
    dueAt: At.optional().describe('When the question expires, in milliseconds since 1970 (UTC)'),
  })
  .describe('A question a person must answer before a run goes on');
type Approval = z.infer<typeof Approval>;

/** Questions of all runs. */
export const listApprovals = operation
  .meta({ permission: 'run:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/approvals',
    summary: 'List open questions',
    description:
      'Lists what runs ask people: approvals, and effects a crash left uncertain. The oldest run comes first.',
    tags: ['approval'],
  })
  .input(
    z.object({
      runId: RunIdInput.optional().describe('Only questions of this run'),
      workflowId: WorkflowIdInput.optional().describe('Only questions of runs of this workflow'),
      ...PageInput,
    }),
  )
  .output(toPageShape(Approval))
  .handler(async ({ input, context: { services }, signal }) => {
    const { runId, workflowId, cursor, limit } = input;
    const found = services.journal.listQuestions({
      ...(runId === undefined ? {} : { runId }),
      ...(workflowId === undefined ? {} : { workflowId }),
      ...(cursor === undefined ? {} : { after: toPlace(cursor) }),
      limit: limit + 1,
    });
    const { items, ...rest } = toPage(found, limit, (wait) => `${wait.runId}:${wait.path}`);
    return { items: await describeWaits(services, items, signal), ...rest };
  });

function toPlace(cursor: string): { readonly runId: string; readonly path: string } {
  const at = cursor.indexOf(':');
  return at === -1 ? { runId: cursor, path: '' } : { runId: cursor.slice(0, at), path: cursor.slice(at + 1) };
}

/** The journal of each run tells what is asked. Questions that were answered meanwhile are left out. */
async function describeWaits(
  { journal }: Pick<Services, 'journal'>,
  waits: readonly OpenWait[],
  signal: AbortSignal | undefined,
): Promise<Approval[]> {
  const asked = new Map<string, Map<string, Omit<Approval, 'runId' | 'workflowId'>>>();
  for (const runId of new Set(waits.map((wait) => wait.runId))) {
    const paths = new Set(waits.flatMap((wait) => (wait.runId === runId ? [wait.path] : [])));
    const questions = new Map<string, Omit<Approval, 'runId' | 'workflowId'>>();
    await forEachEvent(journal.read(runId), createReader(paths, questions), signal);
    asked.set(runId, questions);
  }
  return waits.flatMap(({ runId, path }) => {
    const question = asked.get(runId)?.get(path);
    const workflowId = journal.findRun(runId)?.workflowId;
    return question === undefined || workflowId === undefined ? [] : [{ runId, workflowId, ...question }];
  });
}

function createReader(paths: ReadonlySet<string>, questions: Map<string, Omit<Approval, 'runId' | 'workflowId'>>) {
  const sent = new Map<string, Approval['context']>();
  return ({ event }: StoredEvent): void => {
    if (!('path' in event) || !paths.has(event.path)) return;
    const { path, at } = event;
    if (event.type === 'step-started') sent.set(path, event.input);
    if (event.type === 'step-waiting' && event.wait.kind === 'approval') {
      const { title, message, context, schema, assignees, dueAt } = event.wait;
      questions.set(path, {
        path,
        kind: 'approval',
        title,
        ...(message === undefined ? {} : { message }),
        ...(context === undefined ? {} : { context }),
        ...(schema === undefined ? {} : { schema }),
        ...(assignees === undefined ? {} : { assignees: [...assignees] }),
        askedAt: at,
        ...(dueAt === undefined ? {} : { dueAt }),
      });
    } else if (event.type === 'step-uncertain') {
      const context = sent.get(path);
      const title = toUncertainTitle(path);
      questions.set(path, {
        path,
        kind: 'uncertain',
        title,
        ...(context === undefined ? {} : { context }),
        askedAt: at,
      });
    } else if (
      event.type === 'wait-resolved' ||
      event.type === 'uncertain-resolved' ||
      event.type === 'step-cancelled'
    ) {
      questions.delete(path);
    }
  };
}
