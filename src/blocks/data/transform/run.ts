import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import { compileExpression } from '#expressions/expression.ts';
import type { BlockContext } from '../../context.ts';
import { describeValue, isObject } from '../json-kind.ts';
import { readObject, readText } from '../read-input.ts';

/** Longest expression taken. */
const MAX_EXPRESSION_CHARS = 100_000;

/** Evaluates a JSONata expression over `data`. An expression that yields nothing fails: a missing field is not null. */
export async function run({ inputs }: BlockContext): Promise<JsonObject> {
  const source = readText(inputs, 'expression', '', MAX_EXPRESSION_CHARS);
  if (source.trim() === '') {
    throw new AppError(
      'input-invalid',
      'Input "expression" is empty. Give a JSONata expression, such as `orders[total > 100]`.',
      {
        data: { field: 'expression' },
      },
    );
  }
  const data = inputs.data ?? null;
  const result = await compileExpression(source).evaluate(data, readObject(inputs, 'variables'));
  if (result !== undefined) return { result };
  const keys = isObject(data) ? Object.keys(data).slice(0, 50) : [];
  const seen = isObject(data)
    ? `The data has the keys: ${keys.join(', ') || 'none'}.`
    : `The data is ${describeValue(data)}.`;
  throw new AppError(
    'expression-empty',
    `The expression ${quote(source)} yields nothing. ${seen} Correct the path, or give a default with \`??\`.`,
    { data: { expression: source.slice(0, 1_000), keys } },
  );
}

function quote(source: string): string {
  const line = source.trim().replace(/\s+/g, ' ');
  return `\`${line.length > 200 ? `${line.slice(0, 200)}…` : line}\``;
}
