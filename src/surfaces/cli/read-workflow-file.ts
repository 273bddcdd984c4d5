import { relative, resolve } from 'node:path';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { BlockOptions, CliApp, DocumentProblem, WorkflowReading } from './app-port.ts';
import type { Paint } from './colors.ts';
import { toPrintable } from './printable.ts';
import { toCount } from './quantity-text.ts';
import { readTextFile } from './read-json-option.ts';
import type { Terminal } from './terminal.ts';

const PROBLEMS_SHOWN = 50;

/** A document with the name problems give it. */
export interface FileReading extends WorkflowReading {
  readonly file: string;
}

/** Reads and validates a workflow file. @throws AppError when the file cannot be read; problems of its content are returned */
export async function readWorkflowFile(
  file: string,
  app: CliApp,
  terminal: Terminal,
  options: BlockOptions,
): Promise<FileReading> {
  const path = resolve(terminal.workingDir, file);
  const shown = relative(terminal.workingDir, path);
  const text = await readTextFile(path, 'FILE');
  return { file: shown.startsWith('..') ? path : shown, ...(await app.readWorkflow(text, path, options)) };
}

/** The workflow of a reading. @throws AppError `workflow-invalid` listing the problems when there is none */
export function getReadWorkflow({ workflow, problems, file }: FileReading): Workflow {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (workflow !== undefined && errors.length === 0) return workflow;
  const lines = toProblemLines(file, problems, (_, text) => text);
  throw new AppError(
    'workflow-invalid',
    [`${file} is not a valid workflow: ${toCount(errors.length, 'problem')}.`, ...lines].join('\n'),
    {
      data: { file, problems: problems.slice(0, PROBLEMS_SHOWN).map(toProblemJson) },
    },
  );
}

/** Problems as compilers write them: `file:line:col severity message`, the hint below. */
export function toProblemLines(file: string, problems: readonly DocumentProblem[], paint: Paint): readonly string[] {
  const lines = problems.slice(0, PROBLEMS_SHOWN).flatMap(({ severity, message, hint, line, column, path }) => {
    const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
    const where = line === undefined && path !== undefined ? ` ${path}:` : '';
    const text = `${place} ${paint(severity === 'error' ? 'red' : 'yellow', severity)}${where} ${toPrintable(message)}`;
    return hint === undefined ? [text] : [text, `  ${paint('dim', `→ ${toPrintable(hint)}`)}`];
  });
  const left = problems.length - PROBLEMS_SHOWN;
  return left > 0 ? [...lines, `… and ${left} more`] : lines;
}

/** A problem for programs. */
export function toProblemJson({ severity, message, hint, line, column, path }: DocumentProblem): JsonObject {
  return {
    severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(path === undefined ? {} : { path }),
  };
}
