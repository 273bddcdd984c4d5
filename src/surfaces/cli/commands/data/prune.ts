import { Command } from 'commander';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import {
  type CommonOptions,
  toDataOptions,
  toDuration,
  toInteger,
  withData,
  withJson,
  withServer,
} from '../../options.ts';
import { toCount, toSizeText } from '../../quantity-text.ts';

interface PruneOptions extends CommonOptions {
  readonly olderThan: number;
  readonly keep: number;
}

/** `flowright data prune`. */
export function buildPrune(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('prune')
    .summary('delete old runs')
    .description('Delete runs that ended long ago, with their journals. Runs under way or waiting always stay.')
    .requiredOption('--older-than <duration>', 'how old a run must be, e.g. 30d', toDuration)
    .option(
      '--keep <number>',
      'newest runs of each workflow to keep whatever their age',
      toInteger(0, 1_000_000_000),
      0,
    )
    .addHelpText('after', '\nExample:\n  flowright data prune --older-than 30d --keep 100\n');
  return withServer(withData(withJson(command))).action(async (options: PruneOptions) => {
    const output = toOutput(options, context);
    await using(app.openData({ ...toDataOptions(options, terminal), write: true }), async ({ maintenance }) => {
      const { runs, bytes } = await maintenance.prune({ olderThanMs: options.olderThan, keep: options.keep });
      if (output.json) output.value({ runs, bytes });
      else output.line(`Deleted ${toCount(runs, 'run')}, ${toSizeText(bytes)} freed.`);
    });
  });
}
