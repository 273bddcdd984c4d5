import { Command } from 'commander';
import type { BlockRegistry } from '#blocks/registry.ts';
import { searchBlocks } from '#blocks/search-blocks.ts';
import { type CommandContext, toOutput } from '../../command-context.ts';
import { type CommonOptions, toBlockOptions, withBlocks, withJson } from '../../options.ts';
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
  return withBlocks(withJson(command)).action(async (options: ListOptions) => {
    const output = toOutput(options, context);
    const registry = await app.loadBlocks(toBlockOptions(options, terminal));
    const blocks = options.search === undefined ? registry.list() : searchBlocks(registry, options.search);
    if (output.json) {
      output.value({
        blocks: blocks.map(({ id, effect, builtIn, descriptor: { label, category, description } }) => ({
          id,
          label,
          category,
          description,
          effect,
          builtIn,
        })),
        problems: registry.problems.map((problem) => ({ ...problem })),
      });
      return;
    }
    const columns = [{ title: 'block' }, { title: 'effect' }, { title: 'description', max: 80 }] as const;
    if (blocks.length > 0)
      output.table(
        columns,
        blocks.map(({ id, effect, descriptor }) => [id, effect, descriptor.description]),
      );
    else output.note(options.search === undefined ? 'No blocks.' : `No block has "${options.search}".`);
    noteProblems(registry, output);
  });
}

/** Descriptors that could not be loaded, on stderr. */
export function noteProblems({ problems }: BlockRegistry, output: Output): void {
  for (const { file, line, column, reason } of problems) {
    output.note(`${file}:${line}:${column} ${output.paintNote('yellow', 'not loaded')} ${toPrintable(reason)}`);
  }
}
