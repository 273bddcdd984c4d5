import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { BlockContext, BlockHandler, Directive } from '../../context.ts';
import { describeValue, isList, isObject } from '../../data/json-kind.ts';
import { compileSchema } from '../../data/json-schema.ts';
import { readAnswer } from './answer.ts';

function toAssignees(value: JsonValue | undefined): readonly string[] | undefined {
  if (!isList(value) || value.length === 0) return undefined;
  return value.map((name) => {
    if (typeof name === 'string' && name !== '') return name;
    throw new AppError('input-invalid', `Input "assignees": a name is text, but ${describeValue(name)} was given.`, {
      data: { field: 'assignees' },
    });
  });
}

/** The form's schema: `true` and nothing ask for no form. */
function toForm(schema: JsonValue | undefined): JsonObject | undefined {
  if (schema !== false) return isObject(schema) ? schema : undefined;
  throw new AppError(
    'input-invalid',
    'Input "schema": the schema false takes no answer at all. Leave it out to ask for no form.',
    {
      data: { field: 'schema' },
    },
  );
}

async function ask(ctx: BlockContext): Promise<Directive> {
  const { title, message, context, schema, assignees, expiresIn } = ctx.inputs;
  const form = toForm(schema);
  // A form nobody can fill in must fail now, not when the answer comes.
  if (form !== undefined) await compileSchema(form);
  const names = toAssignees(assignees);
  return ctx.waitFor({
    kind: 'approval',
    title: typeof title === 'string' ? title : '',
    ...(typeof message === 'string' ? { message } : {}),
    ...(context === undefined ? {} : { context }),
    ...(form === undefined ? {} : { schema: form }),
    ...(names === undefined ? {} : { assignees: [...names] }),
    ...(typeof expiresIn === 'number' ? { dueAt: ctx.now() + expiresIn } : {}),
  });
}

function expire(ctx: BlockContext, at: string): Directive {
  const { onExpire, title } = ctx.inputs;
  if (onExpire !== 'approve' && onExpire !== 'reject') {
    throw new AppError(
      'wait-expired',
      `Nobody answered "${String(title)}" in time. Raise "expiresIn", or set "onExpire" to approve or reject.`,
    );
  }
  const approved = onExpire === 'approve';
  return ctx.take(approved ? 'approved' : 'rejected', {
    approved,
    answer: {},
    by: null,
    at,
    comment: null,
    expired: true,
  });
}

/** Asks; called again with the answer, takes the port `approved` or `rejected`. */
export const run: BlockHandler = async (ctx) => {
  const { resumed } = ctx;
  if (resumed === undefined) return ask(ctx);
  const at = new Date(ctx.now()).toISOString();
  if (resumed.outcome === 'expired') return expire(ctx, at);
  const { approved, comment, form } = await readAnswer(resumed.data, toForm(ctx.inputs.schema));
  return ctx.take(approved ? 'approved' : 'rejected', {
    approved,
    answer: form,
    by: resumed.by ?? null,
    at,
    comment: comment ?? null,
    expired: false,
  });
};
