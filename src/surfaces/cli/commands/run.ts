import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import type { JsonObject } from '#contract/json.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { HostOptions, OpenHost } from '../app-port.ts';
import { type CommandContext, toOutput, using } from '../command-context.ts';
import { driveRun } from '../drive-run.ts';
import { getWorkflow } from '../find-workflow.ts';
import { type CommonOptions, toHostOptions, toInteger, withHost, withJson, withServer } from '../options.ts';
import { printOutcome } from '../print-outcome.ts';
import { readObjectOption } from '../read-json-option.ts';
import { getReadWorkflow, readWorkflowFile, toProblemLines } from '../read-workflow-file.ts';

interface RunOptions extends CommonOptions {
  readonly input?: string;
  readonly version?: number;
  readonly key?: string;
  readonly priority?: number;
  readonly quiet?: boolean;
  readonly wait: boolean;
}

const HELP = `
A file is validated and saved as a version of its workflow first, so the run is pinned to what the file said.
The outputs go to stdout as JSON, the live lines to stderr. Ctrl-C cancels the run; once more leaves at once.
A run that waits for an approval asks here, on a terminal; otherwise it stays on disk and the command to answer is shown.

Examples:
  flowright run flow.json
  flowright run flow.yaml --input '{"day":"2026-01-31"}'
  flowright run daily-orders --input @input.json --json > result.json
  cat input.json | flowright run daily-orders --input -
`;

/** `flowright run FILE|ID`. */
export function buildRun(context: CommandContext): Command {
  const { app, terminal, setExitCode } = context;
  const command = new Command('run')
    .description('Run a workflow in this process, durably, and print its outputs.')
    .argument('<workflow>', 'a workflow file (JSON or YAML), or the id of a saved workflow')
    .option('-i, --input <json>', 'inputs as a JSON object, @FILE, or - for standard input')
    .option(
      '--version <number>',
      'version of a saved workflow; the current one by default',
      toInteger(1, 1_000_000_000),
    )
    .option('--key <text>', 'idempotency key: the same key starts one run only')
    .option('--priority <number>', 'higher first when runs queue', toInteger(-100, 100))
    .option('-q, --quiet', 'no lines about steps')
    .option('--no-wait', 'end once the run is on disk; a server or "runs resume" carries it out')
    .addHelpText('after', HELP);
  return withServer(withHost(withJson(command))).action(async (target: string, options: RunOptions) => {
    const output = toOutput(options, context);
    const hostOptions = toHostOptions(options, terminal);
    const input = options.input === undefined ? {} : await readObjectOption('--input', options.input, terminal);
    const read = isFile(target, terminal.workingDir) ? await readFile(target, hostOptions) : undefined;
    await using(app.openHost(hostOptions), async (opened) => {
      const pinned =
        read === undefined ? await getWorkflow(target, opened.workflows, options.version) : await save(opened, read);
      const { runId, existing } = await opened.host.start(toRequest(pinned, input, options));
      output.note(
        `${existing ? 'This key started run' : 'Run'} ${runId} of ${pinned.workflow.id} version ${pinned.version}`,
      );
      if (!options.wait) {
        if (output.json) output.value({ runId, existing, workflowId: pinned.workflow.id, version: pinned.version });
        else output.line(runId);
        return;
      }
      if (existing) await resumeUnlessEnded(opened, runId);
      const outcome = await driveRun({ opened, runId, terminal, output, quiet: options.quiet === true });
      setExitCode(printOutcome(outcome, output));
    });

    async function readFile(file: string, blockOptions: HostOptions): Promise<Workflow> {
      const reading = await readWorkflowFile(file, app, terminal, blockOptions);
      const workflow = getReadWorkflow(reading);
      for (const line of toProblemLines(reading.file, reading.problems, output.paintNote)) output.note(line);
      return workflow;
    }
  });
}

function toRequest(
  pinned: { readonly workflow: Workflow; readonly version: number },
  input: JsonObject,
  { key, priority }: RunOptions,
) {
  return {
    workflowId: pinned.workflow.id,
    version: pinned.version,
    input,
    trigger: { kind: 'cli' },
    ...(key === undefined ? {} : { idempotencyKey: key }),
    ...(priority === undefined ? {} : { priority }),
  };
}

async function save(
  opened: OpenHost,
  workflow: Workflow,
): Promise<{ readonly workflow: Workflow; readonly version: number }> {
  const { version } = await opened.workflows.save(workflow, { message: 'run from the command line' });
  return { workflow, version };
}

async function resumeUnlessEnded({ resume, journal }: OpenHost, runId: string): Promise<void> {
  if ((await journal.findRun(runId))?.finishedAt === undefined) await resume(runId);
}

/** Whether a person means a file: it is there, or its name can be nothing else. */
export function isFile(target: string, workingDir: string): boolean {
  return existsSync(resolve(workingDir, target)) || /[/\\]|\.(json|ya?ml)$/i.test(target);
}
