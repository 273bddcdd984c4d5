import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { describeValue, isObject } from '../../data/json-kind.ts';
import { compileSchema } from '../../data/json-schema.ts';
import { summarizeFaults } from '../../data/schema-fault.ts';

/** What a person answered to an approval. */
export interface ApprovalAnswer {
  readonly approved: boolean;
  readonly comment: string | undefined;
  /** The form, as filled in. */
  readonly form: JsonObject;
}

const MAX_COMMENT_CHARS = 50_000;

function toFault(reason: string): AppError {
  return new AppError(
    'data-invalid',
    `The answer cannot be taken: ${reason}. Answer {"approved": true or false, "comment": "…", "answer": {…}}.`,
  );
}

/**
 * Reads the answer to an approval: `{approved, comment?, answer?}`. A rejection needs no form.
 * @throws AppError `data-invalid` when it is no answer, or the form does not satisfy `schema`
 */
export async function readAnswer(data: JsonValue | undefined, schema: JsonObject | undefined): Promise<ApprovalAnswer> {
  if (!isObject(data)) throw toFault(`it is ${describeValue(data)}`);
  const { approved, comment, answer } = data;
  const unknown = Object.keys(data).find((key) => key !== 'approved' && key !== 'comment' && key !== 'answer');
  if (unknown !== undefined) throw toFault(`"${unknown}" is unknown`);
  if (typeof approved !== 'boolean') throw toFault(`"approved" is ${describeValue(approved)}`);
  const text = comment ?? undefined;
  if (text !== undefined && typeof text !== 'string') throw toFault(`"comment" is ${describeValue(comment)}`);
  if (text !== undefined && text.length > MAX_COMMENT_CHARS)
    throw toFault(`"comment" is longer than ${MAX_COMMENT_CHARS} characters`);
  const form = answer ?? {};
  if (!isObject(form)) throw toFault(`"answer" is ${describeValue(answer)}`);
  if (approved && schema !== undefined) {
    const { faults } = (await compileSchema(schema))(form);
    if (faults.length > 0) throw toFault(`"answer" does not satisfy the form (${summarizeFaults(faults)})`);
  }
  return { approved, comment: text, form };
}
