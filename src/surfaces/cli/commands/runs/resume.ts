import { Command, Option } from 'commander';
import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import type { Answer } from '#hosts/host.ts';
import { toAnswerCommands } from '../../answer-hint.ts';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import { driveRun } from '../../drive-run.ts';
import { findQuestions, type RunQuestion } from '../../find-questions.ts';
import { getRun } from '../../find-run.ts';
import { type CommonOptions, toHostOptions, withHost, withJson, withServer } from '../../options.ts';
import { printOutcome } from '../../print-outcome.ts';
import { readJsonOption } from '../../read-json-option.ts';
import type { Terminal } from '../../terminal.ts';

interface ResumeOptions extends CommonOptions {
  readonly step?: string;
  readonly answer?: string;
  readonly approve?: boolean;
  readonly reject?: boolean;
  readonly comment?: string;
  readonly decision?: 'retry' | 'succeeded' | 'failed';
  readonly output?: string;
  readonly by?: string;
  readonly quiet?: boolean;
  readonly wait: boolean;
}

const HELP = `
Without an answer, a run that a crash or a closed terminal left behind simply goes on.
"flowright runs show RUN" tells what a run waits for.

Examples:
  flowright runs resume last --approve --comment 'looks right'
  flowright runs resume 01J9 --step review --answer '{"approved":true,"answer":{"amount":5}}'
  flowright runs resume 01J9 --step send --decision succeeded --output '{"status":200}'
`;

/** `flowright runs resume RUN`. */
export function buildResumeRun(context: CommandContext): Command {
  const { app, terminal, setExitCode } = context;
  const command = new Command('resume')
    .summary('answer what a run waits for, or go on with it')
    .description('Answer what a run waits for, and carry it on to its end.')
    .argument('<run>', 'id of the run, a part of it, or "last"')
    .option('--step <path>', 'which question to answer; needed when there are several')
    .addOption(
      new Option('--answer <json>', 'the answer, @FILE, or - for standard input').conflicts([
        'approve',
        'reject',
        'decision',
      ]),
    )
    .addOption(new Option('--approve', 'approve').conflicts(['reject', 'decision']))
    .addOption(new Option('--reject', 'reject').conflicts('decision'))
    .option('--comment <text>', 'with --approve or --reject')
    .addOption(
      new Option(
        '--decision <what>',
        'what became of an effect that was cut off: run it again, it succeeded, or it failed',
      ).choices(['retry', 'succeeded', 'failed']),
    )
    .option('--output <json>', 'with --decision succeeded: what the step gave')
    .option('--by <name>', 'who answers', 'cli')
    .option('-q, --quiet', 'no lines about steps')
    .option('--no-wait', 'end once the answer is on disk')
    .addHelpText('after', HELP);
  return withServer(withHost(withJson(command))).action(async (id: string, options: ResumeOptions) => {
    const output = toOutput(options, context);
    const reply = await readReply(options, terminal);
    await using(app.openHost(toHostOptions(options, terminal)), async (opened) => {
      const { id: runId, finishedAt, status } = await getRun(id, opened.journal);
      if (finishedAt !== undefined) {
        throw new AppError(
          'run-finished',
          `Run ${runId} has ended already (${status}). "flowright runs fork ${runId}" runs its steps again.`,
        );
      }
      if (reply !== undefined) {
        const asked = pickQuestion(await findQuestions(opened.journal, runId), runId, options);
        await opened.host.answer(asked.runId, toAnswer(asked.question.path, reply, options));
        output.note(`Answered ${asked.question.path}`);
      }
      if (!options.wait) {
        if (output.json) output.value({ runId, answered: reply !== undefined });
        return;
      }
      await opened.resume(runId);
      setExitCode(
        printOutcome(await driveRun({ opened, runId, terminal, output, quiet: options.quiet === true }), output),
      );
    });
  });
}

type Reply =
  | { readonly data: JsonValue }
  | { readonly decision: 'retry' | 'succeeded' | 'failed'; readonly output: JsonValue | undefined };

async function readReply(options: ResumeOptions, terminal: Terminal): Promise<Reply | undefined> {
  const { answer, approve, reject, comment, decision, output, step } = options;
  if (output !== undefined && decision !== 'succeeded')
    throw new AppError('usage-invalid', '--output goes with --decision succeeded only.');
  if (comment !== undefined && approve !== true && reject !== true)
    throw new AppError('usage-invalid', '--comment goes with --approve or --reject only.');
  if (decision !== undefined)
    return { decision, output: output === undefined ? undefined : await readJsonOption('--output', output, terminal) };
  if (answer !== undefined) return { data: await readJsonOption('--answer', answer, terminal) };
  if (approve === true || reject === true)
    return { data: { approved: approve === true, ...(comment === undefined ? {} : { comment }) } };
  if (step !== undefined)
    throw new AppError(
      'usage-invalid',
      '--step needs an answer: --approve, --reject, --answer JSON or --decision WHAT.',
    );
  return undefined;
}

function toAnswer(path: string, reply: Reply, { by }: ResumeOptions): Answer {
  const who = by === undefined ? {} : { by };
  if ('data' in reply) return { kind: 'answer', path, data: reply.data, ...who };
  return {
    kind: 'decision',
    path,
    decision: reply.decision,
    ...(reply.output === undefined ? {} : { output: reply.output }),
    ...who,
  };
}

function pickQuestion(
  questions: readonly RunQuestion[],
  runId: string,
  { step, decision }: ResumeOptions,
): RunQuestion {
  const fitting = questions.filter(
    ({ question }) =>
      (question.wait.kind === 'uncertain') === (decision !== undefined) &&
      (step === undefined || question.path === step),
  );
  const [first] = fitting;
  if (first !== undefined && fitting.length === 1) return first;
  const open = questions.flatMap((asked) => toAnswerCommands(asked.runId, asked.question)).map((line) => `  ${line}`);
  const hint = open.length === 0 ? 'It waits for nothing.' : `What can be answered:\n${open.join('\n')}`;
  const what =
    step === undefined
      ? fitting.length === 0
        ? 'has no such question'
        : 'has several questions: say which with --step'
      : `does not ask that at "${step}"`;
  throw new AppError('wait-not-open', `Run ${runId} ${what}. ${hint}`);
}
