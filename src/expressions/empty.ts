import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import type { Expression } from './expression.ts';
import { quoteSource } from './failure.ts';
import type { Reference } from './references.ts';
import type { ValueScope } from './value-scope.ts';

const MAX_KEYS = 20;

interface Break {
  /** What was there: the path up to where it broke. */
  readonly above: string;
  readonly missing: string;
  readonly keys: readonly string[];
}

function keysOf(value: JsonValue): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!Array.isArray(value)) return Object.keys(value);
  // Names over an array map, so the keys of its first items are what could have been meant.
  return [...new Set(value.slice(0, 10).flatMap((item: JsonValue) => keysOf(item)))];
}

/** The values a name gives, over arrays as well. */
function step(values: readonly JsonValue[], name: string): JsonValue[] {
  return values
    .slice(0, 1_000)
    .flatMap((value) => (Array.isArray(value) ? (value as readonly JsonValue[]).slice(0, 1_000) : [value]))
    .flatMap((value) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? [(value as Readonly<Record<string, JsonValue>>)[name] ?? null]
        : [],
    );
}

/** Where a reference stops finding anything. */
function findBreak(reference: Reference, scope: ValueScope): Break | undefined {
  const start = scope.get(reference.root);
  if (start === undefined) return { above: '', missing: reference.root, keys: scope.names() };
  let values: readonly JsonValue[] = [start];
  let above = reference.root;
  for (const name of reference.path) {
    const next = step(values, name);
    if (next.length === 0) return { above, missing: name, keys: [...new Set(values.slice(0, 10).flatMap(keysOf))] };
    values = next;
    above += `.${name}`;
  }
  return undefined;
}

/** The error of an expression that gives nothing: it names the expression, where it is, and what was there instead. */
export function toEmptyError(expression: Expression, pointer: string, scope: ValueScope): AppError {
  const broken = expression.references
    .map((reference) => findBreak(reference, scope))
    .find((found) => found !== undefined);
  const keys = broken?.keys.slice(0, MAX_KEYS) ?? [];
  const place = pointer === '' ? '' : ` at ${pointer}`;
  const list =
    keys.length === 0 ? 'nothing' : keys.join(', ') + (keys.length < (broken?.keys.length ?? 0) ? ', …' : '');
  const why =
    broken === undefined
      ? 'Nothing in the data matches it.'
      : broken.above === ''
        ? `There is no ${broken.missing}; there is ${list}.`
        : `${broken.above} has no ${broken.missing}; it has ${list}.`;
  return new AppError(
    'expression-empty',
    `The expression \`${quoteSource(expression.source)}\`${place} gives nothing. ${why} Correct it, or give a default with \`??\`.`,
    {
      data: {
        expression: expression.source,
        pointer,
        keys,
        ...(broken === undefined ? {} : { missing: broken.missing, above: broken.above }),
      },
    },
  );
}
