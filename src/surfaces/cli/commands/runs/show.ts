import { Command } from 'commander';
import type { RunRecord } from '#journal/journal.ts';
import { toAnswerCommands, toQuestionText } from '../../answer-hint.ts';
import type { CliWorkflows } from '../../app-port.ts';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import { findQuestions } from '../../find-questions.ts';
import { getRun } from '../../find-run.ts';
import { type CommonOptions, toDataOptions, withData, withJson, withServer } from '../../options.ts';
import type { Output } from '../../output.ts';
import { toOutcomeJson } from '../../print-outcome.ts';
import { toStepJson, toTimelineLines } from '../../print-timeline.ts';
import { toPrintable } from '../../printable.ts';
import { type RunTimeline, toTimeline } from '../../run-timeline.ts';
import { toStatusText } from '../../status-mark.ts';
import { toStepNames } from '../../step-path.ts';
import { suggestFix } from '../../suggest-fix.ts';
import { toDurationText, toMomentText } from '../../time-text.ts';
import { toShortJson } from '../../trim-json.ts';
import { toRunJson } from './list.ts';

interface ShowOptions extends CommonOptions {
  readonly all?: boolean;
}

const FAILED_IN_LOOPS = 20;
const ALL_IN_LOOPS = 10_000;
const DATA_MAX = 200;

/** `flowright runs show RUN`. */
export function buildShowRun(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('show')
    .summary('show every step of a run')
    .description(
      'Show every step of a run: when, how long, with what, and what went wrong; and what the run waits for.',
    )
    .argument('<run>', 'id of the run, a part of it, or "last"')
    .option('--all', 'also the steps inside loops that succeeded');
  return withServer(withData(withJson(command))).action(async (id: string, options: ShowOptions) => {
    const output = toOutput(options, context);
    await using(app.openData(toDataOptions(options, terminal)), async ({ journal, workflows }) => {
      const record = await getRun(id, journal);
      const inLoops =
        options.all === true
          ? ({ inLoops: 'all', limit: ALL_IN_LOOPS } as const)
          : ({ inLoops: 'failed', limit: FAILED_IN_LOOPS } as const);
      const timeline = await toTimeline(journal.read(record.id), inLoops);
      const questions = record.finishedAt === undefined ? await findQuestions(journal, record.id) : [];
      if (output.json) {
        const outcome = toOutcomeJson({ record, questions, leftBy: undefined });
        output.value({
          ...toRunJson(record),
          ...outcome,
          ...(timeline.input === undefined ? {} : { input: timeline.input }),
          steps: timeline.steps.map(toStepJson),
          ...(timeline.hidden === 0 ? {} : { stepsNotShown: timeline.hidden }),
        });
        return;
      }
      printRun(record, timeline, await findNames(workflows, record), terminal.now(), output);
      for (const { runId, question } of questions) {
        output.line(`\n${output.paint('cyan', '◷')} ${toPrintable(toQuestionText(question))}`);
        for (const answer of toAnswerCommands(runId, question)) output.line(`    ${answer}`);
      }
    });
  });
}

/** A run outlives its workflow: without it, steps go by their ids. */
async function findNames(
  workflows: CliWorkflows,
  { workflowId, version }: RunRecord,
): Promise<ReadonlyMap<string, string>> {
  const isThere = (await workflows.list()).some(({ id }) => id === workflowId);
  return isThere ? toStepNames((await workflows.get(workflowId, version)).workflow) : new Map();
}

function printRun(
  record: RunRecord,
  timeline: RunTimeline,
  names: ReadonlyMap<string, string>,
  now: number,
  output: Output,
): void {
  const { paint } = output;
  const { id, workflowId, version, status, createdAt, startedAt, finishedAt, triggerKind, error, parent } = record;
  output.line(`${toStatusText(status, paint)}  ${paint('bold', id)}  ${workflowId} version ${version}`);
  const waited = startedAt === undefined ? 'not started' : `took ${toDurationText((finishedAt ?? now) - startedAt)}`;
  output.line(
    paint(
      'dim',
      `created ${toMomentText(createdAt)} · ${waited} · by ${triggerKind}${parent === undefined ? '' : ` of run ${parent.runId}`}`,
    ),
  );
  if (timeline.input !== undefined) output.line(paint('dim', `input ${toShortJson(timeline.input, DATA_MAX)}`));
  output.line();
  const look = { paint, names, from: startedAt ?? createdAt, to: finishedAt ?? now, data: true };
  for (const line of toTimelineLines(timeline, look)) output.line(line);
  if (record.output !== undefined) output.line(`\noutput ${toShortJson(record.output, DATA_MAX * 5)}`);
  if (error === undefined) return;
  output.line(`\n${paint('red', '✖')} ${toPrintable(error.message)} ${paint('dim', `(${error.code})`)}`);
  const fix = suggestFix(error);
  if (fix !== undefined) output.line(`  → ${fix}`);
  if (status === 'failed') output.line(`  → flowright runs fork ${id}   runs the failed steps again`);
}
