import { Command } from 'commander';
import type { CliBlocks } from '../../cli-blocks.ts';
import { type CommandContext, toOutput } from '../../command-context.ts';
import { type CommonOptions, toBlockOptions, withBlocks, withJson, withServer } from '../../options.ts';
import type { Output } from '../../output.ts';
import { toPrintable } from '../../printable.ts';

interface ListOptions extends CommonOptions {
  readonly search?: string;
}

/** `flowright blocks list`. */
export function buildListBlocks(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('list')
    .summary('list the blocks')
    .description('List the blocks, built-in ones and those of --blocks folders.')
    .option('-s, --search <words>', 'only blocks that have these words, best first')
    .addHelpText('after', '\nExample:\n  flowright blocks list --search csv\n');
  return withServer(withBlocks(withJson(command))).action(async (options: ListOptions) => {
    const output = toOutput(options, context);
    const known = await app.loadBlocks(toBlockOptions(options, terminal));
    const blocks = await known.list(options.search);
    if (output.json) {
      output.value({
        blocks: blocks.map(({ id, label, category, description, effect, builtIn }) => ({
          id,
          label,
          category,
          description,
          effect,
          builtIn,
        })),
        problems: known.problems.map((problem) => ({ ...problem })),
      });
      return;
    }
    const columns = [{ title: 'block' }, { title: 'effect' }, { title: 'description', max: 80 }] as const;
    if (blocks.length > 0)
      output.table(
        columns,
        blocks.map(({ id, effect, description }) => [id, effect, description]),
      );
    else output.note(options.search === undefined ? 'No blocks.' : `No block has "${options.search}".`);
    noteProblems(known, output);
  });
}

/** Descriptors that could not be loaded, on stderr. */
export function noteProblems({ problems }: CliBlocks, output: Output): void {
  for (const { file, line, column, reason } of problems) {
    output.note(`${file}:${line}:${column} ${output.paintNote('yellow', 'not loaded')} ${toPrintable(reason)}`);
  }
}
