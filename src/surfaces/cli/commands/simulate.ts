import { Command } from 'commander';
import type { Simulation } from '../app-port.ts';
import { type CommandContext, toOutput, using } from '../command-context.ts';
import { EXIT } from '../exit-code.ts';
import { getWorkflow } from '../find-workflow.ts';
import { type CommonOptions, toHostOptions, withHost, withJson, withServer } from '../options.ts';
import { toStepJson, toTimelineLines } from '../print-timeline.ts';
import { toPrintable } from '../printable.ts';
import { readObjectOption } from '../read-json-option.ts';
import { getReadWorkflow, readWorkflowFile } from '../read-workflow-file.ts';
import { toTimeline } from '../run-timeline.ts';
import { toMark } from '../status-mark.ts';
import { toStepNames } from '../step-path.ts';
import { suggestFix } from '../suggest-fix.ts';
import { toDurationText } from '../time-text.ts';
import { isFile } from './run.ts';

interface SimulateOptions extends CommonOptions {
  readonly input?: string;
  readonly reads?: boolean;
}

const STEPS_IN_LOOPS = 20;

const HELP = `
Blocks that only compute really run. Blocks that change the world do not: their outputs are made up from their
descriptors, and every such step is marked "simulated". Nothing is saved.

Examples:
  flowright simulate flow.json --input '{"day":"2026-01-31"}'
  flowright simulate flow.yaml --reads               really do what only reads (files, GET requests)
`;

/** `flowright simulate FILE|ID`. */
export function buildSimulate(context: CommandContext): Command {
  const { app, terminal, setExitCode } = context;
  const command = new Command('simulate')
    .description('Try a workflow without its effects: which path it takes, with which data, and how long it takes.')
    .argument('<workflow>', 'a workflow file (JSON or YAML), or the id of a saved workflow')
    .option('-i, --input <json>', 'inputs as a JSON object, @FILE, or - for standard input')
    .option('--reads', 'really run blocks that only read')
    .addHelpText('after', HELP);
  return withServer(withHost(withJson(command))).action(async (target: string, options: SimulateOptions) => {
    const output = toOutput(options, context);
    const hostOptions = toHostOptions(options, terminal);
    const input = options.input === undefined ? {} : await readObjectOption('--input', options.input, terminal);
    const workflow = isFile(target, terminal.workingDir)
      ? getReadWorkflow(await readWorkflowFile(target, app, terminal, hostOptions))
      : await using(
          app.openData(hostOptions),
          async ({ workflows }) => (await getWorkflow(target, workflows)).workflow,
        );
    const simulation = await app.simulate(workflow, input, { ...hostOptions, reads: options.reads === true });
    setExitCode(toSimulationExitCode(simulation));

    const events = [...simulation.events];
    const from = events[0]?.event.at ?? 0;
    const to = events.at(-1)?.event.at ?? from;
    const timeline = await toTimeline(events, { inLoops: 'failed', limit: STEPS_IN_LOOPS });
    const { status, error, output: result } = simulation;
    if (output.json) {
      output.value({
        workflowId: workflow.id,
        status,
        ...(result === undefined ? {} : { output: result }),
        ...(error === undefined ? {} : { error: { code: error.code, message: error.message } }),
        durationMs: to - from,
        steps: timeline.steps.map(toStepJson),
      });
      return;
    }
    const { paint } = output;
    for (const line of toTimelineLines(timeline, { paint, names: toStepNames(workflow), from, to, data: true }))
      output.line(line);
    const marked = timeline.steps.filter((step) => step.simulated).length;
    output.line(
      `${toMark(status, paint)} ${workflow.name}: ${status} in ${toDurationText(to - from)}, ${marked} of ${timeline.steps.length} steps simulated`,
    );
    if (result !== undefined) output.value(result);
    if (error === undefined) return;
    output.line(`  ${paint('red', toPrintable(error.message))} ${paint('dim', `(${error.code})`)}`);
    const fix = suggestFix(error);
    if (fix !== undefined) output.line(`  → ${fix}`);
  });
}

function toSimulationExitCode({ status }: Simulation): number {
  if (status === 'failed') return EXIT.failed;
  return status === 'cancelled' || status === 'timed-out' ? EXIT.cancelled : EXIT.succeeded;
}
