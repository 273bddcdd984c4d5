import { Command, Option } from 'commander';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import { driveRun } from '../../drive-run.ts';
import { getRun } from '../../find-run.ts';
import { type CommonOptions, toHostOptions, toInteger, withHost, withJson, withServer } from '../../options.ts';
import { printOutcome } from '../../print-outcome.ts';
import { readObjectOption } from '../../read-json-option.ts';
import type { Terminal } from '../../terminal.ts';

interface ForkOptions extends CommonOptions {
  readonly from?: readonly string[];
  readonly input?: readonly string[];
  readonly version?: number;
  readonly quiet?: boolean;
  readonly wait: boolean;
}

const HELP = `
The new run takes over what ended before the named steps, and runs these and all that follow again.
Without --from, the failed steps are run again. The old run stays as it is.

Examples:
  flowright runs fork last
  flowright runs fork 01J9 --from fetch_orders --input 'fetch_orders={"url":"https://shop.example/orders"}'
`;

/** `flowright runs fork RUN`. */
export function buildForkRun(context: CommandContext): Command {
  const { app, terminal, setExitCode } = context;
  const collect = (value: string, previous: readonly string[] | undefined) => [...(previous ?? []), value];
  const command = new Command('fork')
    .summary('run part of a run again, as a new run')
    .description('Start a new run from an old one.')
    .argument('<run>', 'id of the run, a part of it, or "last"')
    .addOption(new Option('--from <step>', 'step to run again; may be given again').argParser(collect))
    .addOption(
      new Option(
        '-i, --input <step=json>',
        'replaces inputs of a step; the JSON may be @FILE; may be given again',
      ).argParser(collect),
    )
    .option('--version <number>', "workflow version to run; the old run's by default", toInteger(1, 1_000_000_000))
    .option('-q, --quiet', 'no lines about steps')
    .option('--no-wait', 'end once the new run is on disk')
    .addHelpText('after', HELP);
  return withServer(withHost(withJson(command))).action(async (id: string, options: ForkOptions) => {
    const output = toOutput(options, context);
    const overrides = await readOverrides(options.input ?? [], terminal);
    await using(app.openHost(toHostOptions(options, terminal)), async (opened) => {
      const { id: forked, workflowId } = await getRun(id, opened.journal);
      const { runId } = await opened.host.fork({
        runId: forked,
        ...(options.from === undefined ? {} : { from: options.from }),
        ...(options.version === undefined ? {} : { version: options.version }),
        ...(overrides === undefined ? {} : { overrides }),
      });
      output.note(`Run ${runId} of ${workflowId}, forked from ${forked}`);
      if (options.wait) {
        setExitCode(
          printOutcome(await driveRun({ opened, runId, terminal, output, quiet: options.quiet === true }), output),
        );
      } else if (output.json) output.value({ runId, forkedFrom: forked });
      else output.line(runId);
    });
  });
}

async function readOverrides(
  given: readonly string[],
  terminal: Terminal,
): Promise<Readonly<Record<string, JsonObject>> | undefined> {
  if (given.length === 0) return undefined;
  const overrides = new Map<string, JsonObject>();
  for (const text of given) {
    const at = text.indexOf('=');
    if (at <= 0)
      throw new AppError(
        'usage-invalid',
        `--input "${text}" must be STEP=JSON, e.g. --input 'fetch={"url":"https://shop.example"}'.`,
      );
    overrides.set(text.slice(0, at), await readObjectOption('--input', text.slice(at + 1), terminal));
  }
  return Object.fromEntries(overrides);
}
