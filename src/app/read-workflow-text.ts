import { AppError } from '#contract/app-error.ts';
import type { Problem } from '#contract/problem.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { Place } from '#documents/location.ts';
import { parseWorkflowText } from '#documents/parse-workflow-text.ts';
import type { DocumentProblem, WorkflowReading } from '#surfaces/cli/app-port.ts';

/**
 * Parses and validates a document.
 * @throws AppError document-unreadable, limit-exceeded when it is no JSON or YAML, or too large
 */
export async function readWorkflowText(
  text: string,
  file: string,
  validate: (workflow: Workflow) => Promise<readonly Problem[]>,
): Promise<WorkflowReading> {
  try {
    const { workflow, locate } = parseWorkflowText(text, { format: /\.ya?ml$/i.test(file) ? 'yaml' : 'json' });
    return {
      workflow,
      problems: (await validate(workflow)).map((problem) => toDocumentProblem(problem, locate(problem.pointer))),
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'workflow-invalid') throw error;
    return { workflow: undefined, problems: toShapeProblems(error) };
  }
}

function toDocumentProblem(problem: Problem, place: Place | undefined): DocumentProblem {
  const { severity, message, hint, pointer } = problem;
  return { severity, message, hint, path: pointer, line: place?.line, column: place?.column };
}

/** What `parseWorkflowText` found wrong with the shape of the document. */
function toShapeProblems(error: AppError): readonly DocumentProblem[] {
  const problems = Array.isArray(error.data?.problems)
    ? (error.data.problems as readonly (Problem & Partial<Place>)[])
    : [];
  if (problems.length === 0) return [{ severity: 'error', message: error.message }];
  return problems.map((problem) => {
    const { line, column } = problem;
    return toDocumentProblem(problem, line === undefined || column === undefined ? undefined : { line, column });
  });
}
