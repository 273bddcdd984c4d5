import type { JsonObject } from '#contract/json.ts';
import { toAnswerCommands, toQuestionText } from './answer-hint.ts';
import type { Outcome } from './drive-run.ts';
import { EXIT, toRunExitCode } from './exit-code.ts';
import type { Output } from './output.ts';
import { toPrintable } from './printable.ts';
import { toMark } from './status-mark.ts';
import { suggestFix } from './suggest-fix.ts';
import { toDurationText } from './time-text.ts';

/** Prints how a run stands: its outputs to stdout, the rest to stderr. Answers the exit code. */
export function printOutcome(outcome: Outcome, output: Output): number {
  const { record, leftBy } = outcome;
  if (output.json) output.value(toOutcomeJson(outcome));
  else if (record.finishedAt === undefined) noteUnfinished(outcome, output);
  else {
    if (record.status === 'succeeded') output.value(record.output ?? null);
    noteEnd(outcome, output);
  }
  return leftBy === undefined || record.finishedAt !== undefined ? toRunExitCode(record.status) : EXIT.terminated;
}

function noteEnd({ record }: Outcome, output: Output): void {
  const { id, status, startedAt, createdAt, finishedAt = createdAt, error } = record;
  const time = toDurationText(finishedAt - (startedAt ?? createdAt));
  output.note(`${toMark(status, output.paintNote)} Run ${id} ${status} ${output.paintNote('dim', time)}`);
  if (error === undefined) return;
  output.note(`  ${toPrintable(error.message)} ${output.paintNote('dim', `(${error.code})`)}`);
  const fix = suggestFix(error);
  if (fix !== undefined) output.note(`  → ${fix}`);
  output.note(`  → flowright runs show ${id}`);
}

function noteUnfinished({ record, questions, leftBy }: Outcome, output: Output): void {
  const { id, status } = record;
  if (leftBy !== undefined) {
    output.note(
      `${toMark('waiting', output.paintNote)} Run ${id} is safe on disk (${status}). It goes on with: flowright runs resume ${id}`,
    );
    return;
  }
  output.note(`${toMark(status, output.paintNote)} Run ${id} is ${status} and safe on disk`);
  for (const { runId, question } of questions) {
    output.note(`  ${toQuestionText(question)}`);
    for (const command of toAnswerCommands(runId, question)) output.note(`    ${command}`);
  }
}

/** The outcome for programs. */
export function toOutcomeJson({ record, questions }: Outcome): JsonObject {
  const { id, workflowId, version, status, output, error, createdAt, startedAt, finishedAt } = record;
  return {
    runId: id,
    workflowId,
    version,
    status,
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error: { ...error } as JsonObject }),
    ...(finishedAt === undefined ? {} : { durationMs: finishedAt - (startedAt ?? createdAt) }),
    ...(questions.length === 0
      ? {}
      : {
          waits: questions.map(({ runId, question }) => ({
            runId,
            path: question.path,
            ...(question.wait as unknown as JsonObject),
            answerWith: toAnswerCommands(runId, question),
          })),
        }),
  };
}
