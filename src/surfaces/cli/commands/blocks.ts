import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { buildListBlocks } from './blocks/list.ts';
import { buildShowBlock } from './blocks/show.ts';

/** `flowright blocks …`. */
export function buildBlocks(context: CommandContext): Command {
  const group = new Command('blocks').description('List and show the blocks workflows are made of.');
  for (const build of [buildListBlocks, buildShowBlock]) group.addCommand(build(context));
  return group;
}
