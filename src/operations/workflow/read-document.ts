import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import { Problem } from '#contract/problem.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { Services } from '../services.ts';

/** A document with everything that is wrong with it; `workflow` is absent when its shape is not that of one. */
export interface DocumentReading {
  readonly workflow: Workflow | undefined;
  readonly problems: readonly Problem[];
}

type Reader = Pick<Services, 'parse' | 'validate'>;

/** Reads and validates text. @throws AppError document-unreadable, limit-exceeded when it is no JSON or YAML, or too large */
export function readText(services: Reader, text: string, format: 'json' | 'yaml'): DocumentReading {
  try {
    const { workflow } = services.parse(text, format);
    return { workflow, problems: services.validate(workflow) };
  } catch (error) {
    const problems = error instanceof AppError && error.code === 'workflow-invalid' ? toShapeProblems(error) : [];
    if (problems.length === 0) throw error;
    return { workflow: undefined, problems };
  }
}

/** Reads and validates a document that came as an object. */
export function readDocument(services: Reader, document: unknown): DocumentReading {
  const { workflow, problems } = readText(services, JSON.stringify(document), 'json');
  return { workflow, problems };
}

/** The workflow, when it has no errors, and the advice about it. @throws AppError workflow-invalid with `data.problems` */
export function assertValid({ workflow, problems }: DocumentReading): {
  readonly workflow: Workflow;
  readonly warnings: readonly Problem[];
} {
  const errors = problems.filter((problem) => problem.severity === 'error');
  const [first] = errors;
  if (workflow !== undefined && first === undefined) return { workflow, warnings: problems };
  const more = errors.length > 1 ? ` And ${errors.length - 1} more.` : '';
  const what =
    first === undefined ? 'It is no workflow document.' : `${first.pointer || 'The document'}: ${first.message}.`;
  throw new AppError('workflow-invalid', `The workflow has errors, so it was not taken. ${what}${more}`, {
    data: { problems: problems.map(toJson) },
  });
}

function toJson(problem: Problem): JsonObject {
  const { severity, code, pointer, message, stepId, hint } = problem;
  return {
    severity,
    code,
    pointer,
    message,
    ...(stepId === undefined ? {} : { stepId }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** What `parse` found wrong with the shape. Places in the text say nothing about a document that came as an object. */
function toShapeProblems(error: AppError): readonly Problem[] {
  const listed = error.data?.problems;
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((problem: unknown) => {
    const read = Problem.safeParse(problem);
    return read.success ? [read.data] : [];
  });
}
