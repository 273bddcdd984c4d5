import { Command } from 'commander';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import { getRun } from '../../find-run.ts';
import { type CommonOptions, toHostOptions, withHost, withJson, withServer } from '../../options.ts';

interface CancelOptions extends CommonOptions {
  readonly reason?: string;
}

/** `flowright runs cancel RUN`. */
export function buildCancelRun(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('cancel')
    .summary('cancel a run')
    .description('Ask a run to end as cancelled. Steps under way are stopped; what they did stays done.')
    .argument('<run>', 'id of the run, a part of it, or "last"')
    .option('--reason <text>', 'kept in the journal');
  return withServer(withHost(withJson(command))).action(async (id: string, options: CancelOptions) => {
    const output = toOutput(options, context);
    await using(app.openHost(toHostOptions(options, terminal)), async ({ host, journal }) => {
      const { id: runId } = await getRun(id, journal);
      await host.cancel(runId, { by: 'cli', ...(options.reason === undefined ? {} : { reason: options.reason }) });
      if (output.json) output.value({ runId, requested: 'cancel' });
      else output.line(`Run ${runId} was asked to end.`);
    });
  });
}
