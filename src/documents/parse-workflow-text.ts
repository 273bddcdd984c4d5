import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { Problem } from '#contract/problem.ts';
import { WORKFLOW_FORMAT, Workflow } from '#contract/workflow.ts';
import type { Place } from './location.ts';
import { type DocumentFormat, type ReadDocument, readDocument } from './read-document.ts';

/** A workflow, and where its parts stand in the text it was read from. */
export interface WorkflowDocument {
  readonly workflow: Workflow;
  /** Place of what a JSON pointer names, or of the nearest thing around it. Both count from 1. */
  locate(pointer: string): Place | undefined;
}

type Issue = NonNullable<ReturnType<typeof Workflow.safeParse>['error']>['issues'][number];

/** Problems named in the message; all are in the data. */
const NAMED = 3;
const MAX_LISTED = 100;

function toPointer(path: readonly PropertyKey[]): string {
  return path.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function toMessage(issue: Issue): string {
  const name = issue.path.length === 0 ? 'The workflow' : String(issue.path.at(-1));
  if (issue.code === 'invalid_type') {
    return issue.message.endsWith('received undefined')
      ? `${name} is required`
      : `${name}: ${issue.message.replace('Invalid input: ', '')}`;
  }
  if (issue.code === 'invalid_value' && issue.path.length === 1 && name === 'flowright') {
    return `flowright must be ${WORKFLOW_FORMAT}, the version of the document format`;
  }
  return `${name}: ${issue.message}`;
}

/** What zod found, as problems; each unknown key by itself. */
function toProblems(issues: readonly Issue[]): readonly Problem[] {
  return issues.slice(0, MAX_LISTED).flatMap((issue): Problem[] => {
    const pointer = toPointer(issue.path);
    if (issue.code !== 'unrecognized_keys')
      return [{ severity: 'error', code: 'invalid-shape', pointer, message: toMessage(issue) }];
    return issue.keys.map((key) => ({
      severity: 'error',
      code: 'invalid-shape',
      pointer: pointer + toPointer([key]),
      message: `there is no field ${key} here`,
    }));
  });
}

function toShapeError(document: ReadDocument, problems: readonly Problem[]): AppError {
  const named = problems.slice(0, NAMED).map((problem) => {
    const place = document.locate(problem.pointer);
    return `${problem.pointer === '' ? '' : `${problem.pointer} `}${place === undefined ? '' : `(line ${place.line}, column ${place.column}) `}${problem.message}`;
  });
  const more = problems.length > NAMED ? ` And ${problems.length - NAMED} more.` : '';
  const list = problems.map(
    ({ severity, code, pointer, message }): JsonObject => ({
      severity,
      code,
      pointer,
      message,
      ...document.locate(pointer),
    }),
  );
  return new AppError(
    'workflow-invalid',
    `The document is not a workflow: ${named.join('; ')}.${more} docs/workflow-format.md describes the format.`,
    {
      data: { problems: list },
    },
  );
}

/**
 * Reads a workflow from JSON, or from YAML. Without a format, what begins with `{` is JSON.
 * Only its shape is checked; see `validateWorkflow` for the rest.
 * @throws AppError `document-unreadable` with line and column, `workflow-invalid` with `data.problems`, `limit-exceeded`
 */
export function parseWorkflowText(text: string, options: { readonly format?: DocumentFormat } = {}): WorkflowDocument {
  const document = readDocument(text, options.format);
  const { value } = document;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const problem: Problem = {
      severity: 'error',
      code: 'invalid-shape',
      pointer: '',
      message: 'a workflow is an object with flowright, id, name and steps',
    };
    throw toShapeError(document, [problem]);
  }
  const result = Workflow.safeParse(value);
  if (!result.success) throw toShapeError(document, toProblems(result.error.issues));
  return { workflow: result.data, locate: document.locate };
}
