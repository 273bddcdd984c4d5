import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { ClosedQuestion } from '#journal/question-history.ts';
import { At, WorkflowIdInput } from '../ids.ts';
import { AnyJsonObject } from '../json-shape.ts';
import { operation } from '../operation.ts';
import { PageInput, toPage, toPageShape } from '../page.ts';
import { toUncertainTitle } from './uncertain-title.ts';

const PastApproval = z
  .object({
    runId: z.string().describe('Run that asked'),
    workflowId: z.string().describe('Its workflow'),
    path: z.string().describe('Step that asked'),
    kind: z
      .enum(['approval', 'uncertain'])
      .describe('`approval`: whether to go on. `uncertain`: whether an effect that a crash cut off happened'),
    title: z.string().describe('The question'),
    askedAt: At.describe('When it was asked, in milliseconds since 1970 (UTC)'),
    answeredAt: At.describe('When it ended, in milliseconds since 1970 (UTC)'),
    outcome: z
      .enum(['answered', 'expired', 'withdrawn'])
      .describe('`expired`: nobody answered in time. `withdrawn`: the run ended or went on without an answer'),
    approved: z.boolean().optional().describe('Of an approval: the answer'),
    comment: z.string().optional().describe('Of an approval: why; long ones are cut'),
    answer: AnyJsonObject.optional().describe(
      'Of an approval: the form as filled in, unless it is large; the run has all of it',
    ),
    decision: z.enum(['retry', 'succeeded', 'failed']).optional().describe('Of an uncertain effect: what was decided'),
    by: z.string().optional().describe('Who answered'),
  })
  .describe('A question that was answered, expired, or was withdrawn');
type PastApproval = z.infer<typeof PastApproval>;

const DECISIONS = ['retry', 'succeeded', 'failed'] as const;

/** Questions that have ended. */
export const listPastApprovals = operation
  .meta({ permission: 'run:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/approvals/history',
    summary: 'List past questions',
    description:
      'Lists what runs asked people and how it was answered, by whomever and by whatever way; the newest answer comes first. A question is kept as long as its run.',
    tags: ['approval'],
  })
  .input(
    z.object({
      workflowId: WorkflowIdInput.optional().describe('Only questions of runs of this workflow'),
      ...PageInput,
    }),
  )
  .output(toPageShape(PastApproval))
  .handler(({ input: { workflowId, cursor, limit }, context: { services } }) => {
    const found = services.questions.listClosed({
      ...(workflowId === undefined ? {} : { workflowId }),
      ...(cursor === undefined ? {} : { before: toPlace(cursor) }),
      limit: limit + 1,
    });
    const { items, ...rest } = toPage(found, limit, ({ closedAt, id }) => `${closedAt}:${id}`);
    return { items: items.map(toPastApproval), ...rest };
  });

function toPlace(cursor: string): { readonly closedAt: number; readonly id: number } {
  const [, closedAt, id] = /^(\d{1,15}):(\d{1,15})$/.exec(cursor) ?? [];
  if (closedAt === undefined || id === undefined) {
    throw new AppError('input-invalid', 'This is no cursor of past questions. Pass `nextCursor` of the page before.', {
      data: { field: 'cursor' },
    });
  }
  return { closedAt: Number(closedAt), id: Number(id) };
}

function toPastApproval(question: ClosedQuestion): PastApproval {
  const { runId, workflowId, path, kind, title, askedAt, closedAt, outcome, by, answer } = question;
  return {
    runId,
    workflowId,
    path,
    kind,
    title: kind === 'uncertain' ? toUncertainTitle(path) : title,
    askedAt,
    answeredAt: closedAt,
    outcome,
    ...(by === undefined ? {} : { by }),
    ...toAnswer(answer ?? {}),
  };
}

/** What the store keeps of an answer, if it is what it should be. */
function toAnswer({ approved, comment, answer, decision }: JsonObject): Partial<PastApproval> {
  const decided = DECISIONS.find((known) => known === decision);
  const form = AnyJsonObject.safeParse(answer);
  return {
    ...(typeof approved === 'boolean' ? { approved } : {}),
    ...(typeof comment === 'string' ? { comment } : {}),
    ...(form.success ? { answer: form.data } : {}),
    ...(decided === undefined ? {} : { decision: decided }),
  };
}
