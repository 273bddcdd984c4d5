import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { buildCancelRun } from './runs/cancel.ts';
import { buildRunEvents } from './runs/events.ts';
import { buildForkRun } from './runs/fork.ts';
import { buildListRuns } from './runs/list.ts';
import { buildResumeRun } from './runs/resume.ts';
import { buildShowRun } from './runs/show.ts';

const HELP = `
A run is named by its id, by the start or end of a recent one's id, or by "last", the newest.
`;

/** `flowright runs …`. */
export function buildRuns(context: CommandContext): Command {
  const group = new Command('runs')
    .description('List, show, follow, cancel, resume and fork runs.')
    .addHelpText('after', HELP);
  for (const build of [buildListRuns, buildShowRun, buildRunEvents, buildCancelRun, buildResumeRun, buildForkRun])
    group.addCommand(build(context));
  return group;
}
