import { Command } from 'commander';
import type { JsonObject } from '#contract/json.ts';
import type { StoredEvent } from '#contract/run-event.ts';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import { EXIT } from '../../exit-code.ts';
import { getRun } from '../../find-run.ts';
import { followRun } from '../../follow-run.ts';
import { type CommonOptions, toDataOptions, toInteger, withData, withJson, withServer } from '../../options.ts';
import type { Output } from '../../output.ts';
import { toMomentText } from '../../time-text.ts';
import { toShortJson } from '../../trim-json.ts';

interface EventsOptions extends CommonOptions {
  readonly follow?: boolean;
  readonly from: number;
}

const DATA_MAX = 160;

const HELP = `
With --json each line is one event, so the output can be piped while the run goes on.

Example:
  flowright runs events last --follow --json | jq -c 'select(.type == "step-failed")'
`;

/** `flowright runs events RUN`. */
export function buildRunEvents(context: CommandContext): Command {
  const { app, terminal, setExitCode } = context;
  const command = new Command('events')
    .summary("print a run's journal")
    .description("Print a run's journal, event by event.")
    .argument('<run>', 'id of the run, a part of it, or "last"')
    .option('-f, --follow', 'go on until the run ends')
    .option('--from <seq>', 'start at this event', toInteger(1, Number.MAX_SAFE_INTEGER), 1)
    .addHelpText('after', HELP);
  return withServer(withData(withJson(command))).action(async (id: string, options: EventsOptions) => {
    const output = toOutput(options, context);
    await using(app.openData(toDataOptions(options, terminal)), async ({ journal }) => {
      const { id: runId } = await getRun(id, journal);
      if (options.follow !== true) {
        for await (const stored of journal.read(runId, options.from)) printEvent(stored, output);
        return;
      }
      const leaving = new AbortController();
      const stopListening = terminal.onSignal((signal) => {
        setExitCode(signal === 'SIGINT' ? EXIT.interrupted : EXIT.terminated);
        leaving.abort();
      });
      const onEvents = (events: readonly StoredEvent[]) => {
        for (const stored of events) printEvent(stored, output);
      };
      try {
        await followRun({ runId, journal, fromSeq: options.from, signal: leaving.signal, onEvents });
      } finally {
        stopListening();
      }
    });
  });
}

function printEvent({ seq, event }: StoredEvent, output: Output): void {
  if (output.json) {
    output.jsonLine({ seq, ...(event as unknown as JsonObject) });
    return;
  }
  const { type, at, ...rest } = event as unknown as JsonObject;
  const { path, ...data } = rest;
  const { paint } = output;
  const where = typeof path === 'string' && path !== '' ? ` ${path}` : '';
  const what = Object.keys(data).length === 0 ? '' : ` ${paint('dim', toShortJson(data, DATA_MAX))}`;
  output.line(
    `${paint('dim', `${String(seq).padStart(5)}  ${toMomentText(Number(at))}`)}  ${String(type)}${where}${what}`,
  );
}
