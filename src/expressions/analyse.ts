import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import { compileExpression } from './expression.ts';
import { compileTemplate } from './template.ts';

/** A name a template reads. */
export interface AnalysedReference {
  readonly root: string;
  readonly path: readonly string[];
  /** JSON pointer of the text inside the value. */
  readonly pointer: string;
  readonly expression: string;
}

/** What is wrong with a text of a template. */
export interface AnalysedProblem {
  readonly severity: 'error' | 'warning';
  readonly pointer: string;
  /** Offset in the text. */
  readonly offset: number;
  readonly message: string;
}

/** What can be known of a template without any data. */
export interface Analysis {
  readonly references: readonly AnalysedReference[];
  readonly problems: readonly AnalysedProblem[];
  readonly secrets: readonly string[];
  /** Whether an expression may read anything. */
  readonly dynamic: boolean;
  /** Pointers of the texts whose value is known only at run time. */
  readonly computed: ReadonlySet<string>;
}

const MAX_NESTING = 200;

/** The texts of a value that hold an expression, with their pointers. */
function* textsOf(
  value: JsonValue,
  pointer: string,
  depth: number,
): Generator<readonly [pointer: string, text: string]> {
  if (typeof value === 'string') {
    if (value.includes('{{')) yield [pointer, value];
  } else if (typeof value === 'object' && value !== null && depth <= MAX_NESTING) {
    for (const [key, item] of Object.entries(value)) {
      yield* textsOf(item, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1);
    }
  }
}

/** Looks at every expression of a value, reporting what is wrong instead of throwing. */
export function analyse(value: JsonValue): Analysis {
  const references: AnalysedReference[] = [];
  const problems: AnalysedProblem[] = [];
  const secrets = new Set<string>();
  const computed = new Set<string>();
  let dynamic = false;
  for (const [pointer, text] of textsOf(value, '', 0)) {
    try {
      const template = compileTemplate(text);
      if (template.expressions.length > 0) computed.add(pointer);
      dynamic ||= template.dynamic;
      for (const secret of template.secrets) secrets.add(secret);
      for (const expression of template.expressions) {
        for (const { root, path } of expression.references)
          references.push({ root, path, pointer, expression: expression.source });
        for (const message of compileExpression(expression.source).warnings) {
          problems.push({ severity: 'warning', pointer, offset: expression.position, message });
        }
      }
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      computed.add(pointer);
      const offset = thrown.data?.offset ?? thrown.data?.position;
      problems.push({
        severity: 'error',
        pointer,
        offset: typeof offset === 'number' ? offset : 0,
        message: thrown.message,
      });
    }
  }
  return { references, problems, secrets: [...secrets], dynamic, computed };
}
