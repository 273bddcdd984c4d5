import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { buildDiffWorkflow } from './workflows/diff.ts';
import { buildExportWorkflow } from './workflows/export.ts';
import { buildImportWorkflows } from './workflows/import.ts';
import { buildListWorkflows } from './workflows/list.ts';
import { buildRollbackWorkflow } from './workflows/rollback.ts';
import { buildListVersions } from './workflows/versions.ts';

const HELP = `
Every save is a new version; runs stay pinned to the version they started with.
`;

/** `flowright workflows …`. */
export function buildWorkflows(context: CommandContext): Command {
  const group = new Command('workflows')
    .description('Import, export, list, compare and roll back saved workflows.')
    .addHelpText('after', HELP);
  const builders = [
    buildImportWorkflows,
    buildExportWorkflow,
    buildListWorkflows,
    buildListVersions,
    buildDiffWorkflow,
    buildRollbackWorkflow,
  ];
  for (const build of builders) group.addCommand(build(context));
  return group;
}
