import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { buildBackup } from './data/backup.ts';
import { buildCheck } from './data/check.ts';
import { buildPrune } from './data/prune.ts';
import { buildRestore } from './data/restore.ts';

/** `flowright data …`. */
export function buildData(context: CommandContext): Command {
  const group = new Command('data').description(
    'Take care of the data folder, which holds everything Flowright keeps.',
  );
  for (const build of [buildPrune, buildBackup, buildRestore, buildCheck]) group.addCommand(build(context));
  return group;
}
